package io.postsave.library.catalog;

import jakarta.persistence.Entity;

/**
 * An entity with a superclass.
 */
@Entity
public class Magazine extends Publication {

	protected Magazine() {
	}

	public Magazine(String title) {
		super(title);
	}

}
