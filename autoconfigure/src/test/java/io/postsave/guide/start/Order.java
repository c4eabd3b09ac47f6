package io.postsave.guide.start;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/**
 * An entity of which some changes matter.
 */
@Entity
@Table(name = "orders")
class Order {

	@Id
	@GeneratedValue
	private @Nullable Long id;

	private String status;

	private String note;

	protected Order() {
		this("", "");
	}

	public Order(String status, String note) {
		this.status = status;
		this.note = note;
	}

	public @Nullable Long getId() {
		return this.id;
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
