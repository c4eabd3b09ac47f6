package io.postsave.library.values;

import java.time.LocalDate;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import org.jspecify.annotations.Nullable;

/**
 * An entity with an embedded identifier.
 */
@Entity
public class Slot {

	@EmbeddedId
	public @Nullable Id id;

	/**
	 * The identifier.
	 */
	@Embeddable
	public record Id(String hall, LocalDate day, int number) {

	}

}
