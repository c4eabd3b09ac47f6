package io.postsave.library.life;

import jakarta.persistence.MappedSuperclass;
import org.jspecify.annotations.Nullable;

/**
 * What has a name, and an identifier of some kind.
 */
@MappedSuperclass
public abstract class Living {

	private @Nullable String name;

	protected Living() {
	}

	protected Living(@Nullable String name) {
		this.name = name;
	}

	/**
	 * Return the identifier as a call for a reference takes it.
	 */
	public abstract @Nullable Object key();

	public @Nullable String getName() {
		return this.name;
	}

	public void setName(@Nullable String name) {
		this.name = name;
	}

}
