package io.postsave.library.values;

import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import org.jspecify.annotations.Nullable;

/**
 * A maker of a class of its own.
 */
@Entity
public class Factory extends Maker {

	@Convert(converter = Point.AsText.class)
	public @Nullable Point place;

	public Factory() {
	}

	public Factory(long id) {
		super(id);
	}

}
