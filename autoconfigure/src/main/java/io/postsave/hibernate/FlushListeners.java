package io.postsave.hibernate;

import io.postsave.delivery.SaveRecorder;
import org.hibernate.FlushMode;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.spi.AutoFlushEvent;
import org.hibernate.event.spi.AutoFlushEventListener;
import org.hibernate.event.spi.EventSource;
import org.hibernate.event.spi.FlushEvent;
import org.hibernate.event.spi.FlushEventListener;

/**
 * Listeners before and after Hibernate's own, so that it is known where flushes begin and
 * end. A query fires an auto-flush whether or not it leads to a flush, also within a
 * flush, of which it is a part then.
 */
@SuppressWarnings("serial")
final class FlushListeners {

	private FlushListeners() {
	}

	/**
	 * Return what is known of the types of the session's factory.
	 */
	@SuppressWarnings("deprecation")
	static SteadyTypes typesOf(EventSource session) {
		SessionFactoryImplementor sessionFactory = session.getFactory();
		for (FlushEventListener listener : sessionFactory.getEventListenerGroups().eventListenerGroup_FLUSH
			.listeners()) {
			if (listener instanceof Begin begin) {
				return begin.types();
			}
		}
		return new SteadyTypes(sessionFactory, true);
	}

	private static void begin(HibernateRemovals removals, FlushEvent event, boolean mayFlush) {
		EventSource session = event.getSession();
		if (!SessionState.isFlushing(session)) {
			OngoingFlush.begins(event);
			removals.recorder().flushBegins(session);
			removals.flushBegins(session);
		}
		else if (mayFlush) {
			OuterFlush.interruptedIn(session);
		}
	}

	private static boolean mayFlush(EventSource session) {
		return session.getHibernateFlushMode().compareTo(FlushMode.AUTO) >= 0;
	}

	private static void end(SaveRecorder recorder, FlushEvent event) {
		EventSource session = event.getSession();
		if (!SessionState.isFlushing(session)) {
			try {
				recorder.flushEnds(session, OngoingFlush.ends(event));
			}
			finally {
				OngoingFlush.ended(event);
			}
		}
	}

	record Begin(HibernateRemovals removals, SteadyTypes types) implements FlushEventListener {

		@Override
		public void onFlush(FlushEvent event) {
			begin(this.removals, event, true);
		}

	}

	record End(SaveRecorder recorder) implements FlushEventListener {

		@Override
		public void onFlush(FlushEvent event) {
			end(this.recorder, event);
		}

	}

	record AutoBegin(HibernateRemovals removals) implements AutoFlushEventListener {

		@Override
		public void onAutoFlush(AutoFlushEvent event) {
			begin(this.removals, event, mayFlush(event.getSession()));
		}

	}

	record AutoEnd(SaveRecorder recorder) implements AutoFlushEventListener {

		@Override
		public void onAutoFlush(AutoFlushEvent event) {
			if (event.isFlushRequired()) {
				end(this.recorder, event);
			}
			else if (!SessionState.isFlushing(event.getSession())) {
				OngoingFlush.ended(event);
				this.recorder.flushLeftOut(event.getSession());
			}
		}

	}

}
