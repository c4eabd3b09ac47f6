package io.postsave.sample.readers;

import java.util.Objects;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.OneToOne;
import org.jspecify.annotations.Nullable;

/**
 * What belongs to a reader: a shelf, to begin with.
 */
@Entity
class Profile {

	@Id
	@GeneratedValue
	private @Nullable Long id;

	@OneToOne(optional = false, fetch = FetchType.LAZY)
	private @Nullable Reader reader;

	@Column(nullable = false)
	private String shelf = "To read";

	protected Profile() {
	}

	Profile(Reader reader) {
		this.reader = reader;
	}

	public @Nullable Long getId() {
		return this.id;
	}

	public Reader getReader() {
		return Objects.requireNonNull(this.reader);
	}

	public String getShelf() {
		return this.shelf;
	}

}
