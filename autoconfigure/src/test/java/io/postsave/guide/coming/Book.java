package io.postsave.guide.coming;

import jakarta.persistence.Entity;
import jakarta.persistence.EntityListeners;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

/**
 * An entity that is written when the session is flushed.
 */
@Entity
@EntityListeners(SavePublisher.class)
class Book implements Text {

	@Id
	@GeneratedValue(strategy = GenerationType.SEQUENCE)
	private @Nullable Long id;

	private String text;

	protected Book() {
		this("");
	}

	Book(String text) {
		this.text = text;
	}

	@Nullable Long getId() {
		return this.id;
	}

	@Override
	public String getText() {
		return this.text;
	}

	@Override
	public void setText(String text) {
		this.text = text;
	}

}
