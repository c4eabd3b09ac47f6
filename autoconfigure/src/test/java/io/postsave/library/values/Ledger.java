package io.postsave.library.values;

import jakarta.persistence.Access;
import jakarta.persistence.AccessType;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

/**
 * An entity whose attributes are read and set by its methods.
 */
@Entity
@Access(AccessType.PROPERTY)
public class Ledger {

	private long number;

	private @Nullable String text;

	@Id
	public long getNumber() {
		return this.number;
	}

	public void setNumber(long number) {
		this.number = number;
	}

	public @Nullable String getText() {
		throw new AssertionError("The text was asked for");
	}

	public void setText(@Nullable String text) {
		this.text = text;
	}

	@Override
	public String toString() {
		return String.valueOf(this.text);
	}

}
