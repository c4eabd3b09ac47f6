package io.postsave.library.values;

import java.util.Objects;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.ManyToOne;
import org.jspecify.annotations.Nullable;

/**
 * An entity with an association in its embedded identifier.
 */
@Entity
public class Seat {

	@EmbeddedId
	public @Nullable Id id;

	/**
	 * The identifier.
	 */
	@Embeddable
	public static class Id {

		@ManyToOne(fetch = FetchType.LAZY)
		public @Nullable Maker maker;

		public int number;

		public Id() {
		}

		public Id(Maker maker, int number) {
			this.maker = maker;
			this.number = number;
		}

		@Override
		public boolean equals(@Nullable Object other) {
			return other instanceof Id id && id.number == this.number && Objects.equals(id.maker, this.maker);
		}

		@Override
		public int hashCode() {
			return this.number;
		}

	}

}
