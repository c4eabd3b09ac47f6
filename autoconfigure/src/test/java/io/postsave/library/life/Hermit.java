package io.postsave.library.life;

import jakarta.persistence.Entity;
import jakarta.persistence.ExcludeDefaultListeners;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

/**
 * An entity that wants nobody to be told of it.
 */
@Entity
@ExcludeDefaultListeners
public class Hermit {

	@Id
	private @Nullable Integer id;

	protected Hermit() {
	}

	public Hermit(int id) {
		this.id = id;
	}

	public @Nullable Integer getId() {
		return this.id;
	}

}
