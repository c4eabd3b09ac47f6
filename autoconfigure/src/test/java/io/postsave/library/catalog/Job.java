package io.postsave.library.catalog;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;

import org.springframework.data.domain.Persistable;

/**
 * An entity that is raw by an interface of Spring Data's.
 */
@Entity
@SuppressWarnings("rawtypes")
public class Job implements Persistable {

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
	public boolean isNew() {
		return this.id == null;
	}

}
