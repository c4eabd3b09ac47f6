package io.postsave.library.values;

import jakarta.persistence.AttributeConverter;
import org.jspecify.annotations.Nullable;

/**
 * An enum of which one constant has a body.
 */
public enum Shade {

	LIGHT, DARK {

		@Override
		public String toString() {
			return "as dark as can be";
		}

	};

	/**
	 * Stores a shade as its first letter.
	 */
	public static class ByLetter implements AttributeConverter<Shade, Character> {

		@Override
		public @Nullable Character convertToDatabaseColumn(@Nullable Shade shade) {
			return (shade != null) ? shade.name().charAt(0) : null;
		}

		@Override
		public @Nullable Shade convertToEntityAttribute(@Nullable Character letter) {
			return (letter != null) ? ((letter == 'L') ? LIGHT : DARK) : null;
		}

	}

}
