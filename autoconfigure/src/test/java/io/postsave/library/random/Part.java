package io.postsave.library.random;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import org.jspecify.annotations.Nullable;

/**
 * An entity that is saved and removed with the one that it belongs to.
 */
@Entity
public class Part implements Item {

	@Id
	@GeneratedValue(strategy = GenerationType.SEQUENCE)
	private @Nullable Long id;

	private int serial;

	private @Nullable String text;

	@ManyToOne(fetch = FetchType.LAZY)
	private @Nullable Crate crate;

	protected Part() {
	}

	public Part(int serial, Crate crate) {
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
