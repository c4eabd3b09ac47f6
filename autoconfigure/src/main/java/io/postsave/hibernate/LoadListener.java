package io.postsave.hibernate;

import io.postsave.delivery.SaveRecorder;
import org.hibernate.event.spi.PostLoadEvent;
import org.hibernate.event.spi.PostLoadEventListener;

/**
 * Called when an entity has been loaded and its callbacks have been called: what a flush
 * would find of it then is not the doing of whoever had it loaded.
 */
@SuppressWarnings("serial")
record LoadListener(SaveRecorder recorder) implements PostLoadEventListener {

	@Override
	public void onPostLoad(PostLoadEvent event) {
		this.recorder.entityLoaded(event.getSession(), event.getEntity());
	}

}
