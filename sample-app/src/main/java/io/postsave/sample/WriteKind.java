package io.postsave.sample;

import io.postsave.PostSaveEvent;
import io.postsave.PostWriteEvent;

/**
 * What was done with a row.
 */
public enum WriteKind {

	CREATED, UPDATED, DELETED;

	/**
	 * Return what an event tells.
	 */
	public static WriteKind of(PostWriteEvent<?> event) {
		if (event instanceof PostSaveEvent<?> save) {
			return save.isCreated() ? CREATED : UPDATED;
		}
		return DELETED;
	}

}
