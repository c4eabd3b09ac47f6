package io.postsave.guide.start;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

/**
 * An entity with a subclass.
 */
@Entity
class Payment {

	@Id
	@GeneratedValue
	private @Nullable Long id;

	private int amount;

	protected Payment() {
		this(0);
	}

	public Payment(int amount) {
		this.amount = amount;
	}

	public @Nullable Long getId() {
		return this.id;
	}

	public int getAmount() {
		return this.amount;
	}

}
