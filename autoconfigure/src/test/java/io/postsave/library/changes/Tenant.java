package io.postsave.library.changes;

import jakarta.persistence.Entity;
import jakarta.persistence.OneToOne;
import org.jspecify.annotations.Nullable;

/**
 * An entity that others are orphans without, and to which nothing else is cascaded.
 */
@Entity
public class Tenant extends Thing {

	@OneToOne(mappedBy = "tenant", orphanRemoval = true)
	private @Nullable Locker locker;

	public @Nullable Locker getLocker() {
		return this.locker;
	}

	public void setLocker(@Nullable Locker locker) {
		this.locker = locker;
	}

}
