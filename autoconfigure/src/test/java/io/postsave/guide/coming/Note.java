package io.postsave.guide.coming;

import jakarta.persistence.Entity;
import jakarta.persistence.EntityListeners;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

/**
 * An entity that is written when it is persisted.
 */
@Entity
@EntityListeners(SavePublisher.class)
class Note implements Text {

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	private @Nullable Long id;

	private String text;

	protected Note() {
		this("");
	}

	Note(String text) {
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
