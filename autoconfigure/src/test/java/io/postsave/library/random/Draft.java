package io.postsave.library.random;

import java.util.HashSet;
import java.util.Set;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import org.jspecify.annotations.Nullable;

/**
 * An entity with an identifier from a sequence, a join table and a subclass.
 */
@Entity
public class Draft implements Item {

	@Id
	@GeneratedValue(strategy = GenerationType.SEQUENCE)
	private @Nullable Long id;

	private int serial;

	private @Nullable String text;

	private @Nullable Integer pages;

	@ManyToMany
	@JoinTable(name = "draft_labels", joinColumns = @JoinColumn(name = "draft_id"),
			inverseJoinColumns = @JoinColumn(name = "label_id"))
	private Set<Label> labels = new HashSet<>();

	protected Draft() {
	}

	public Draft(int serial) {
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

	public void setPages(@Nullable Integer pages) {
		this.pages = pages;
	}

	public Set<Label> getLabels() {
		return this.labels;
	}

	public void setLabels(Set<Label> labels) {
		this.labels = labels;
	}

}
