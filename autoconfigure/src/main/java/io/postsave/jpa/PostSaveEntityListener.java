package io.postsave.jpa;

import io.postsave.delivery.SaveRecorder;
import jakarta.persistence.PostPersist;
import jakarta.persistence.PostUpdate;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.util.Assert;

/**
 * The bridge from JPA to Spring: an entity listener that is called for every entity that
 * is inserted or updated. It is a default listener of the units that are joined when they
 * are built. An application may name it in {@code @EntityListeners} or a mapping file
 * besides: a row is told once, by whichever call comes first. Where post-save is switched
 * off, such a one does nothing.
 */
public final class PostSaveEntityListener {

	private final @Nullable SaveRecorder recorder;

	/**
	 * Creates the listener that an application has named.
	 * @param recorder told of the saves, if there is one
	 */
	@Autowired
	public PostSaveEntityListener(ObjectProvider<SaveRecorder> recorder) {
		Assert.notNull(recorder, "'recorder' must not be null");
		this.recorder = recorder.getIfAvailable();
	}

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
		saved(entity, true);
	}

	/**
	 * Called when the row of an entity has been updated, or is in a batch of updates.
	 * @param entity the entity
	 */
	@PostUpdate
	public void updated(Object entity) {
		saved(entity, false);
	}

	private void saved(Object entity, boolean created) {
		if (this.recorder != null) {
			this.recorder.entitySaved(entity, created);
		}
	}

}
