package io.postsave.jpa;

import io.postsave.delivery.SaveRecorder;
import jakarta.persistence.PostPersist;
import jakarta.persistence.PostUpdate;

import org.springframework.util.Assert;

/**
 * The bridge from JPA to Spring: a default entity listener, called for every entity that
 * was inserted or updated.
 */
public final class PostSaveEntityListener {

	private final SaveRecorder recorder;

	/**
	 * Creates the listener. There is no other constructor, so that a persistence unit
	 * that cannot inject fails at startup rather than tell nobody.
	 * @param recorder told of the saves
	 */
	public PostSaveEntityListener(SaveRecorder recorder) {
		Assert.notNull(recorder, "'recorder' must not be null");
		this.recorder = recorder;
	}

	@PostPersist
	void created(Object entity) {
		this.recorder.entitySaved(entity, true);
	}

	@PostUpdate
	void updated(Object entity) {
		this.recorder.entitySaved(entity, false);
	}

}
