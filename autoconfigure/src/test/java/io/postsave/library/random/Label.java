package io.postsave.library.random;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

/**
 * What drafts refer to. There are always the same few, which nobody changes.
 */
@Entity
public class Label {

	@Id
	private @Nullable Long id;

	protected Label() {
	}

	public Label(long id) {
		this.id = id;
	}

	public @Nullable Long getId() {
		return this.id;
	}

}
