package io.postsave.library.callbacks;

import jakarta.persistence.PostPersist;
import jakarta.persistence.PostUpdate;
import jakarta.persistence.PrePersist;
import jakarta.persistence.PreUpdate;

/**
 * A default listener that {@code META-INF/orm.xml} declares.
 */
public class OrmXmlListener {

	@PrePersist
	void prePersist(Object entity) {
		Calls.add("orm.xml PrePersist", entity);
	}

	@PostPersist
	void postPersist(Object entity) {
		Calls.add("orm.xml PostPersist", entity);
	}

	@PreUpdate
	void preUpdate(Object entity) {
		Calls.add("orm.xml PreUpdate", entity);
	}

	@PostUpdate
	void postUpdate(Object entity) {
		Calls.add("orm.xml PostUpdate", entity);
	}

}
