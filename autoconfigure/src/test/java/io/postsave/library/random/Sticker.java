package io.postsave.library.random;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import org.jspecify.annotations.Nullable;

/**
 * An entity that is saved with the one that it belongs to, inserted as soon as the
 * cascade reaches it.
 */
@Entity
public class Sticker implements Item {

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	private @Nullable Long id;

	private int serial;

	private @Nullable String text;

	@ManyToOne(fetch = FetchType.LAZY)
	private @Nullable Crate crate;

	protected Sticker() {
	}

	public Sticker(int serial, Crate crate) {
		this.serial = serial;
		this.crate = crate;
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

	public @Nullable Crate getCrate() {
		return this.crate;
	}

	public void setCrate(Crate crate) {
		this.crate = crate;
	}

}
