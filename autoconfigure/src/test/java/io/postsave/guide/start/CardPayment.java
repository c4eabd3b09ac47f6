package io.postsave.guide.start;

import jakarta.persistence.Entity;

/**
 * An entity that is a payment as well.
 */
@Entity
class CardPayment extends Payment {

	protected CardPayment() {
		this(0);
	}

	CardPayment(int amount) {
		super(amount);
	}

}
