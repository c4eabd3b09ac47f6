package io.postsave.library.values;

import java.sql.Blob;
import java.sql.Clob;
import java.time.Period;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.ManyToOne;
import org.hibernate.annotations.Type;
import org.jspecify.annotations.Nullable;

/**
 * What is not stored with events, and what is next to it.
 */
@Entity
public class Odds extends Numbered {

	public @Nullable Period serialized;

	public @Nullable Class<?> type;

	public @Nullable Blob blob;

	public @Nullable Clob clob;

	@Type(Point.OfAType.class)
	public @Nullable Point point;

	public @Nullable String text;

	@ManyToOne(fetch = FetchType.LAZY)
	public @Nullable Ledger ledger;

	@ManyToOne(fetch = FetchType.LAZY)
	public @Nullable Odds others;

}
