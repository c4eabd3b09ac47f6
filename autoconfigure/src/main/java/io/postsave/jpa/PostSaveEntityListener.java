package io.postsave.jpa;

import io.postsave.delivery.SaveRecorder;
import jakarta.persistence.PostPersist;
import jakarta.persistence.PostUpdate;

import org.springframework.util.Assert;

/**
 * The bridge from JPA to Spring: an entity listener that is called for every entity that
 * is inserted or updated. It is a default listener of the units that are joined when they
 * are built. An application may name it in {@code @EntityListeners} or a mapping file
 * besides: a row is told once, by whichever call comes first.
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
	 * Called when the row of an entity has been inserted, or is in a batch of inserts.
	 * @param entity the entity
	 */
	@PostPersist
	public void created(Object entity) {
		this.recorder.entitySaved(entity, true);
	}

	/**
	 * Called when the row of an entity has been updated, or is in a batch of updates.
	 * @param entity the entity
	 */
	@PostUpdate
	public void updated(Object entity) {
		this.recorder.entitySaved(entity, false);
	}

}
