package io.postsave.library.catalog;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;

/**
 * An entity whose supertype says what it compares.
 */
@Entity
public class Cat implements Comparable<Cat> {

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

	@Override
	public int compareTo(Cat other) {
		return Integer.compare(this.number, other.number);
	}

}
