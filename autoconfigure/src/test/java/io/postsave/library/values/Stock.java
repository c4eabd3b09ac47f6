package io.postsave.library.values;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.ManyToOne;
import org.jspecify.annotations.Nullable;

/**
 * An entity with an identifier class, a part of which is an association.
 */
@Entity
@IdClass(Stock.Key.class)
public class Stock {

	@Id
	@ManyToOne(fetch = FetchType.LAZY)
	public @Nullable Maker maker;

	@Id
	public @Nullable String place;

	/**
	 * The identifier.
	 */
	public record Key(long maker, String place) {

	}

}
