package io.postsave.library.changes;

import jakarta.persistence.Entity;
import jakarta.persistence.OneToOne;
import org.jspecify.annotations.Nullable;

/**
 * What belongs to a {@link Tenant}, and refers to it.
 */
@Entity
public class Locker extends Thing {

	@OneToOne
	private @Nullable Tenant tenant;

	protected Locker() {
	}

	public Locker(@Nullable Tenant tenant) {
		this.tenant = tenant;
	}

	public @Nullable Tenant getTenant() {
		return this.tenant;
	}

	public void setTenant(@Nullable Tenant tenant) {
		this.tenant = tenant;
	}

}
