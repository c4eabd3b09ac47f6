package io.postsave.library.exclusion;

import jakarta.persistence.Entity;
import jakarta.persistence.ExcludeDefaultListeners;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;

/**
 * An entity that wants no default listeners.
 */
@Entity
@ExcludeDefaultListeners
public class Secret {

	@Id
	@GeneratedValue(strategy = GenerationType.SEQUENCE)
	private Long id;

	private String text;

	protected Secret() {
	}

	public Secret(String text) {
		this.text = text;
	}

	public Long getId() {
		return this.id;
	}

	public void setText(String text) {
		this.text = text;
	}

}
