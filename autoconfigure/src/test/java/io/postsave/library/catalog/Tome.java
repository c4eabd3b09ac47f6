package io.postsave.library.catalog;

import jakarta.persistence.Entity;

/**
 * A subclass with a table of its own.
 */
@Entity
public class Tome extends Item {

	private int pages;

	protected Tome() {
	}

	public Tome(String title, int pages) {
		super(title);
		this.pages = pages;
	}

	public void setPages(int pages) {
		this.pages = pages;
	}

}
