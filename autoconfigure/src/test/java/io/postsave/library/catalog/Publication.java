package io.postsave.library.catalog;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

/**
 * An entity with a subclass.
 */
@Entity
public class Publication {

	@Id
	@GeneratedValue
	private @Nullable Long id;

	private String title;

	protected Publication() {
		this("");
	}

	public Publication(String title) {
		this.title = title;
	}

	public @Nullable Long getId() {
		return this.id;
	}

	public String getTitle() {
		return this.title;
	}

	public void setTitle(String title) {
		this.title = title;
	}

}
