package io.postsave.library.random;

import java.util.ArrayList;
import java.util.List;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import org.jspecify.annotations.Nullable;

/**
 * An entity that cascades to its parts.
 */
@Entity
public class Crate implements Item {

	@Id
	@GeneratedValue(strategy = GenerationType.SEQUENCE)
	private @Nullable Long id;

	private int serial;

	private @Nullable String text;

	@OneToMany(mappedBy = "crate", cascade = CascadeType.ALL, orphanRemoval = true)
	private List<Part> parts = new ArrayList<>();

	@OneToMany(mappedBy = "crate", cascade = CascadeType.ALL)
	private List<Sticker> stickers = new ArrayList<>();

	protected Crate() {
	}

	public Crate(int serial) {
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

	public List<Part> getParts() {
		return this.parts;
	}

	public List<Sticker> getStickers() {
		return this.stickers;
	}

}
