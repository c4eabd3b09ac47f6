package io.postsave.benchmark;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

/**
 * An entity that others listen to and nobody saves.
 */
@Entity
public class Supplier {

	@Id
	@GeneratedValue
	private @Nullable Long id;

	public @Nullable Long getId() {
		return this.id;
	}

}
