package io.postsave.library.catalog;

import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;

/**
 * An entity with a generated UUID.
 */
@Entity
public class Branch {

	@Id
	@GeneratedValue(strategy = GenerationType.UUID)
	private UUID id;

	private String city;

	protected Branch() {
	}

	public Branch(String city) {
		this.city = city;
	}

	public UUID getId() {
		return this.id;
	}

	public String getCity() {
		return this.city;
	}

	public void setCity(String city) {
		this.city = city;
	}

}
