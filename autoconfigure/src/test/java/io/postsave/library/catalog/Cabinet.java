package io.postsave.library.catalog;

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
 * An entity that cascades to others.
 */
@Entity
public class Cabinet {

	@Id
	@GeneratedValue(strategy = GenerationType.SEQUENCE)
	private @Nullable Long id;

	private String label;

	@OneToMany(cascade = CascadeType.ALL)
	private List<Drawer> drawers = new ArrayList<>();

	protected Cabinet() {
		this("");
	}

	public Cabinet(String label) {
		this.label = label;
	}

	public @Nullable Long getId() {
		return this.id;
	}

	public String getLabel() {
		return this.label;
	}

	public List<Drawer> getDrawers() {
		return this.drawers;
	}

}
