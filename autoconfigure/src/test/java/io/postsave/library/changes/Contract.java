package io.postsave.library.changes;

import jakarta.persistence.Entity;
import jakarta.persistence.Version;
import org.jspecify.annotations.Nullable;

/**
 * A versioned entity.
 */
@Entity
public class Contract extends Thing {

	@Version
	private @Nullable Integer version;

	public @Nullable Integer getVersion() {
		return this.version;
	}

}
