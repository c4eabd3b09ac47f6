package io.postsave.library.random;

import java.util.ArrayList;
import java.util.List;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Version;
import org.jspecify.annotations.Nullable;

/**
 * A versioned entity with an assigned identifier, an embedded attribute and a collection.
 */
@Entity
public class Ledger implements Item {

	@Id
	private @Nullable String id;

	@Version
	private @Nullable Integer version;

	private int serial;

	private @Nullable String text;

	@Embedded
	private @Nullable Place place;

	@ElementCollection
	@CollectionTable(name = "ledger_tags", joinColumns = @JoinColumn(name = "ledger_id"))
	@Column(name = "tag")
	private List<String> tags = new ArrayList<>();

	protected Ledger() {
	}

	public Ledger(String id, int serial) {
		this.id = id;
		this.serial = serial;
	}

	@Override
	public @Nullable String getId() {
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

	public @Nullable Place getPlace() {
		return this.place;
	}

	public void setPlace(@Nullable Place place) {
		this.place = place;
	}

	public List<String> getTags() {
		return this.tags;
	}

	public void setTags(List<String> tags) {
		this.tags = tags;
	}

}
