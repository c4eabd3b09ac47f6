package io.postsave.guide.guarantees;

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

	private String status;

	private String note;

	@SuppressWarnings("NullAway.Init")
	protected Order() {
	}

	public Order(Customer customer, String status, String note) {
		this.customer = customer;
		this.status = status;
		this.note = note;
	}

	public @Nullable Long getId() {
		return this.id;
	}

	public Customer getCustomer() {
		return this.customer;
	}

	public void setCustomer(Customer customer) {
		this.customer = customer;
	}

	public String getStatus() {
		return this.status;
	}

	public void setStatus(String status) {
		this.status = status;
	}

	public String getNote() {
		return this.note;
	}

	public void setNote(String note) {
		this.note = note;
	}

}
