package io.postsave.library.random;

import java.util.HashSet;
import java.util.Set;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import org.jspecify.annotations.Nullable;

/**
 * An entity with an identity column and a collection.
 */
@Entity
public class Stamp implements Item {

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	private @Nullable Long id;

	@Column(unique = true)
	private int serial;

	private @Nullable String text;

	@ElementCollection
	@CollectionTable(name = "stamp_notes", joinColumns = @JoinColumn(name = "stamp_id"))
	@Column(name = "note")
	private Set<String> notes = new HashSet<>();

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

	public Set<String> getNotes() {
		return this.notes;
	}

	public void setNotes(Set<String> notes) {
		this.notes = notes;
	}

}
