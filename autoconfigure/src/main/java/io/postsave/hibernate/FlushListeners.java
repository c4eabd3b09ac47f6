package io.postsave.hibernate;

import io.postsave.delivery.SaveRecorder;
import org.hibernate.event.spi.AutoFlushEvent;
import org.hibernate.event.spi.AutoFlushEventListener;
import org.hibernate.event.spi.FlushEvent;
import org.hibernate.event.spi.FlushEventListener;

/**
 * Listeners before and after Hibernate's own, so that it is known where flushes begin and
 * end. A query fires an auto-flush whether or not it leads to a flush.
 */
@SuppressWarnings("serial")
final class FlushListeners {

	private FlushListeners() {
	}

	record Begin(SaveRecorder recorder) implements FlushEventListener {

		@Override
		public void onFlush(FlushEvent event) {
			this.recorder.flushBegins(event.getSession());
		}

	}

	record End(SaveRecorder recorder) implements FlushEventListener {

		@Override
		public void onFlush(FlushEvent event) {
			this.recorder.flushEnds(event.getSession());
		}

	}

	record AutoBegin(SaveRecorder recorder) implements AutoFlushEventListener {

		@Override
		public void onAutoFlush(AutoFlushEvent event) {
			this.recorder.flushBegins(event.getSession());
		}

	}

	record AutoEnd(SaveRecorder recorder) implements AutoFlushEventListener {

		@Override
		public void onAutoFlush(AutoFlushEvent event) {
			if (event.isFlushRequired()) {
				this.recorder.flushEnds(event.getSession());
			}
		}

	}

}
