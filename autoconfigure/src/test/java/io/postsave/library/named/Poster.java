package io.postsave.library.named;

import io.postsave.jpa.PostSaveEntityListener;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityListeners;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

/**
 * An entity that names the listener beside the default one.
 */
@Entity
@EntityListeners(PostSaveEntityListener.class)
public class Poster {

	@Id
	@GeneratedValue
	private @Nullable Long id;

	private String text;

	protected Poster() {
		this("");
	}

	public Poster(String text) {
		this.text = text;
	}

	public @Nullable Long getId() {
		return this.id;
	}

	public String getText() {
		return this.text;
	}

	public void setText(String text) {
		this.text = text;
	}

}
