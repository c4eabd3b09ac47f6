package io.postsave.guide.choice;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/**
 * An entity with an association that is loaded lazily.
 */
@Entity
@Table(name = "orders")
class Order {

	@Id
	@GeneratedValue
	private @Nullable Long id;

	@ManyToOne(fetch = FetchType.LAZY)
	private Customer customer;

	@SuppressWarnings("NullAway.Init")
	protected Order() {
	}

	public Order(Customer customer) {
		this.customer = customer;
	}

	public @Nullable Long getId() {
		return this.id;
	}

	public Customer getCustomer() {
		return this.customer;
	}

}
