package io.postsave.library.catalog;

import jakarta.persistence.Entity;

/**
 * A subclass in the table of its superclass.
 */
@Entity
public class LateFee extends Fee implements Overdue {

	private int daysLate;

	protected LateFee() {
	}

	public LateFee(int amount, int daysLate) {
		super(amount);
		this.daysLate = daysLate;
	}

	@Override
	public int daysLate() {
		return this.daysLate;
	}

}
