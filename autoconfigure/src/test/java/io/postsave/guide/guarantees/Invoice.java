package io.postsave.guide.guarantees;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import org.jspecify.annotations.Nullable;

/**
 * What a listener makes for an order.
 */
@Entity
class Invoice {

	@Id
	@GeneratedValue
	private @Nullable Long id;

	@ManyToOne(fetch = FetchType.LAZY)
	@JoinColumn(name = "order_id")
	private Order order;

	@SuppressWarnings("NullAway.Init")
	protected Invoice() {
	}

	public Invoice(Order order) {
		this.order = order;
	}

	public @Nullable Long getId() {
		return this.id;
	}

	public Order getOrder() {
		return this.order;
	}

}
