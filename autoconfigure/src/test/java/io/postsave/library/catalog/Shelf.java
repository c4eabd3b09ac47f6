package io.postsave.library.catalog;

import java.util.ArrayList;
import java.util.List;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import org.jspecify.annotations.Nullable;

/**
 * An entity that others belong to: they are saved and removed with it, and loaded lazily.
 */
@Entity
public class Shelf {

	@Id
	@GeneratedValue
	private @Nullable Long id;

	private String name;

	@OneToMany(mappedBy = "shelf", cascade = CascadeType.ALL, orphanRemoval = true)
	private List<Volume> volumes = new ArrayList<>();

	protected Shelf() {
		this("");
	}

	public Shelf(String name) {
		this.name = name;
	}

	public @Nullable Long getId() {
		return this.id;
	}

	public String getName() {
		return this.name;
	}

	public void setName(String name) {
		this.name = name;
	}

	public List<Volume> getVolumes() {
		return this.volumes;
	}

	public Volume add(String title) {
		Volume volume = new Volume(this, title);
		this.volumes.add(volume);
		return volume;
	}

}
