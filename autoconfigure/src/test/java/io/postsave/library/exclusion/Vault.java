package io.postsave.library.exclusion;

import jakarta.persistence.Entity;

/**
 * An entity whose superclass wants no default listeners.
 */
@Entity
public class Vault extends Secret {

	protected Vault() {
	}

	public Vault(String text) {
		super(text);
	}

}
