package io.postsave.library.changes;

import java.util.ArrayList;
import java.util.List;

import jakarta.persistence.CascadeType;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.OneToMany;

/**
 * An entity with collections.
 */
@Entity
public class Crew extends Thing {

	@ElementCollection
	private List<String> names = new ArrayList<>(List.of("Ann"));

	@OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
	@JoinColumn
	private List<Shift> shifts = new ArrayList<>(List.of(new Shift()));

	@ManyToMany
	private List<Depot> depots = new ArrayList<>();

	public List<String> getNames() {
		return this.names;
	}

	public void setNames(List<String> names) {
		this.names = names;
	}

	public List<Shift> getShifts() {
		return this.shifts;
	}

	public List<Depot> getDepots() {
		return this.depots;
	}

}
