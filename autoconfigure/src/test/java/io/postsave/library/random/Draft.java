package io.postsave.library.random;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

/**
 * An entity with an identifier from a sequence, and with a subclass.
 */
@Entity
public class Draft implements Item {

	@Id
	@GeneratedValue(strategy = GenerationType.SEQUENCE)
	private @Nullable Long id;

	private int serial;

	private @Nullable String text;

	private @Nullable Integer pages;

	protected Draft() {
	}

	public Draft(int serial) {
		this.serial = serial;
	}

	@Override
	public @Nullable Long getId() {
		return this.id;
	}

	@Override
	public int getSerial() {
		return this.serial;
	}

	@Override
	public void setText(@Nullable String text) {
		this.text = text;
	}

	public void setPages(@Nullable Integer pages) {
		this.pages = pages;
	}

}
