package io.postsave.library.callbacks;

import jakarta.persistence.PostPersist;
import jakarta.persistence.PostUpdate;
import jakarta.persistence.PrePersist;
import jakarta.persistence.PreUpdate;

/**
 * A listener that the entity declares.
 */
public class MemoListener {

	@PrePersist
	void prePersist(Object entity) {
		Calls.add("listener PrePersist", entity);
	}

	@PostPersist
	void postPersist(Object entity) {
		Calls.add("listener PostPersist", entity);
	}

	@PreUpdate
	void preUpdate(Object entity) {
		Calls.add("listener PreUpdate", entity);
	}

	@PostUpdate
	void postUpdate(Object entity) {
		Calls.add("listener PostUpdate", entity);
	}

}
