package io.postsave.library.catalog;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;

import org.springframework.data.domain.AbstractAggregateRoot;

/**
 * An entity that is raw by its superclass.
 */
@Entity
@SuppressWarnings("rawtypes")
public class Purchase extends AbstractAggregateRoot {

	@Id
	@GeneratedValue(strategy = GenerationType.SEQUENCE)
	private Long id;

	private int number;

	public Long getId() {
		return this.id;
	}

	public void setNumber(int number) {
		this.number = number;
	}

}
