package io.postsave.library.random;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

/**
 * An entity with an identity column.
 */
@Entity
public class Stamp implements Item {

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	private @Nullable Long id;

	@Column(unique = true)
	private int serial;

	private @Nullable String text;

	protected Stamp() {
	}

	public Stamp(int serial) {
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

}
