package io.postsave.library.catalog;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;

/**
 * An entity that is raw by an interface of the JDK.
 */
@Entity
@SuppressWarnings({ "rawtypes", "unchecked" })
public class Task implements Comparable {

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
	public int compareTo(Object other) {
		return Integer.compare(this.number, ((Task) other).number);
	}

}
