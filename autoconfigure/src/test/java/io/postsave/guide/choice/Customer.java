package io.postsave.guide.choice;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

/**
 * An entity that others belong to.
 */
@Entity
class Customer {

	@Id
	@GeneratedValue
	private @Nullable Long id;

	private String name;

	protected Customer() {
		this("");
	}

	public Customer(String name) {
		this.name = name;
	}

	public @Nullable Long getId() {
		return this.id;
	}

	public String getName() {
		return this.name;
	}

	public void setName(String name) {
		this.name = name;
	}

}
