package io.postsave.library.changes;

import jakarta.persistence.Entity;

/**
 * A subclass in the table of its superclass.
 */
@Entity
public class Truck extends Vehicle {

	private int axles = 2;

	public int getAxles() {
		return this.axles;
	}

	public void setAxles(int axles) {
		this.axles = axles;
	}

}
