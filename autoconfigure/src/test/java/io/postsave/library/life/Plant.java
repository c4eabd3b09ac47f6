package io.postsave.library.life;

import java.util.LinkedHashSet;
import java.util.Set;

import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import org.jspecify.annotations.Nullable;

/**
 * A versioned entity with a collection of its own, whose identifier comes from a
 * sequence.
 */
@Entity
public class Plant extends Living {

	@Id
	@GeneratedValue(strategy = GenerationType.SEQUENCE)
	private @Nullable Long id;

	@Version
	private @Nullable Integer version;

	private @Nullable Integer height;

	private @Nullable String place;

	@ElementCollection
	private Set<String> colours = new LinkedHashSet<>();

	protected Plant() {
	}

	public Plant(String name) {
		super(name);
	}

	@Override
	public @Nullable Object key() {
		return this.id;
	}

	public @Nullable Integer getVersion() {
		return this.version;
	}

	public void setHeight(@Nullable Integer height) {
		this.height = height;
	}

	public @Nullable Integer getHeight() {
		return this.height;
	}

	public void setPlace(@Nullable String place) {
		this.place = place;
	}

	public @Nullable String getPlace() {
		return this.place;
	}

	public Set<String> getColours() {
		return this.colours;
	}

}
