package io.postsave.library.collected;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/**
 * An entity that many others may refer to.
 */
@Entity
public class Topic {

	@Id
	private String text;

	protected Topic() {
	}

	public Topic(String text) {
		this.text = text;
	}

	@Override
	public String toString() {
		return this.text;
	}

}
