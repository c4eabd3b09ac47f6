package io.postsave.library.catalog;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Transient;

/**
 * An entity that is generic itself.
 */
@Entity
public class Crate<T> {

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

	@Transient
	private T content;

	public T getContent() {
		return this.content;
	}

}
