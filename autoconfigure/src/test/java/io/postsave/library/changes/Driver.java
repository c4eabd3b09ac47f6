package io.postsave.library.changes;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.OneToOne;
import org.jspecify.annotations.Nullable;

/**
 * An entity whose saves are cascaded to another one.
 */
@Entity
public class Driver extends Thing {

	@OneToOne(cascade = CascadeType.PERSIST, orphanRemoval = true)
	private @Nullable Badge badge;

	public Driver(@Nullable Badge badge) {
		this.badge = badge;
	}

	protected Driver() {
	}

	public @Nullable Badge getBadge() {
		return this.badge;
	}

	public void setBadge(@Nullable Badge badge) {
		this.badge = badge;
	}

}
