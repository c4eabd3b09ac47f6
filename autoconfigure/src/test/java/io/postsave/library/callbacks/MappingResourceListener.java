package io.postsave.library.callbacks;

import jakarta.persistence.PostPersist;
import jakarta.persistence.PostUpdate;
import jakarta.persistence.PrePersist;
import jakarta.persistence.PreUpdate;

/**
 * A default listener that a mapping resource declares.
 */
public class MappingResourceListener {

	@PrePersist
	void prePersist(Object entity) {
		Calls.add("resource PrePersist", entity);
	}

	@PostPersist
	void postPersist(Object entity) {
		Calls.add("resource PostPersist", entity);
	}

	@PreUpdate
	void preUpdate(Object entity) {
		Calls.add("resource PreUpdate", entity);
	}

	@PostUpdate
	void postUpdate(Object entity) {
		Calls.add("resource PostUpdate", entity);
	}

}
