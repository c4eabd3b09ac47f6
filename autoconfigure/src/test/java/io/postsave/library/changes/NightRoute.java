package io.postsave.library.changes;

import jakarta.persistence.Entity;

/**
 * A subclass with a table of its own.
 */
@Entity
public class NightRoute extends Route {

	private int lamps = 1;

	public int getLamps() {
		return this.lamps;
	}

	public void setLamps(int lamps) {
		this.lamps = lamps;
	}

}
