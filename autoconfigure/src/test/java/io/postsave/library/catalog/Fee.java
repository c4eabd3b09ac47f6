package io.postsave.library.catalog;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;

/**
 * The root of a hierarchy in a single table, an entity itself.
 */
@Entity
@Inheritance(strategy = InheritanceType.SINGLE_TABLE)
public class Fee {

	@Id
	@GeneratedValue(strategy = GenerationType.SEQUENCE)
	private Long id;

	private String status;

	private int amount;

	protected Fee() {
	}

	public Fee(int amount) {
		this.amount = amount;
	}

	public Long getId() {
		return this.id;
	}

	public void setStatus(String status) {
		this.status = status;
	}

	public void setAmount(int amount) {
		this.amount = amount;
	}

}
