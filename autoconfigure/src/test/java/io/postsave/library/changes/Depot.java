package io.postsave.library.changes;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

/**
 * An entity with an assigned identifier that others refer to.
 */
@Entity
public class Depot {

	@Id
	private @Nullable String id;

	private @Nullable String name;

	protected Depot() {
	}

	public Depot(String id, String name) {
		this.id = id;
		this.name = name;
	}

	public @Nullable String getName() {
		return this.name;
	}

	public void setName(String name) {
		this.name = name;
	}

}
