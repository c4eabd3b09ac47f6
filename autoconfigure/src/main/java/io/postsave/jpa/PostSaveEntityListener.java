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
	 * Creates the listener.
	 * @param recorder told of the saves
	 */
	public PostSaveEntityListener(SaveRecorder recorder) {
		Assert.notNull(recorder, "'recorder' must not be null");
		this.recorder = recorder;
	}

	/**
	 * Called when the row of an entity has been inserted.
	 * @param entity the entity
	 */
	@PostPersist
	public void created(Object entity) {
		this.recorder.entitySaved(entity, true);
	}

	/**
	 * Called when the row of an entity has been updated.
	 * @param entity the entity
	 */
	@PostUpdate
	public void updated(Object entity) {
		this.recorder.entitySaved(entity, false);
	}

}
