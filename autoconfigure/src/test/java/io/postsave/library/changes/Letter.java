package io.postsave.library.changes;

import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import org.jspecify.annotations.Nullable;

/**
 * An entity with an embedded identifier.
 */
@Entity
public class Letter implements Touchable {

	@EmbeddedId
	private @Nullable LetterId id;

	private String text = "new";

	protected Letter() {
	}

	public Letter(LetterId id) {
		this.id = id;
	}

	public void setId(LetterId id) {
		this.id = id;
	}

	public String getText() {
		return this.text;
	}

	@Override
	public void setText(String text) {
		this.text = text;
	}

}
