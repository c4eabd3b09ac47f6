package io.postsave.library.catalog;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;

/**
 * An entity that is saved by cascade only.
 */
@Entity
public class Card {

	@Id
	@GeneratedValue(strategy = GenerationType.SEQUENCE)
	private Long id;

	private String number;

	@ManyToOne
	private Reader reader;

	protected Card() {
	}

	Card(Reader reader, String number) {
		this.reader = reader;
		this.number = number;
	}

	public Long getId() {
		return this.id;
	}

	public void setNumber(String number) {
		this.number = number;
	}

}
