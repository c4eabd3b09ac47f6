package io.postsave.hibernate;

import io.postsave.delivery.SaveRecorder;
import org.hibernate.event.spi.ClearEvent;
import org.hibernate.event.spi.ClearEventListener;

/**
 * Called when a session has been cleared.
 */
@SuppressWarnings("serial")
record ClearListener(SaveRecorder recorder) implements ClearEventListener {

	@Override
	public void onClear(ClearEvent event) {
		this.recorder.sessionCleared(event.getSession());
	}

}
