package io.postsave.bookshop;

import java.util.ArrayList;
import java.util.List;

import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import org.jspecify.annotations.Nullable;

/**
 * A versioned entity with an assigned identifier, an embedded attribute and a collection.
 */
@Entity
public class Account {

	@Id
	private @Nullable String id;

	@Version
	private @Nullable Integer version;

	private @Nullable String owner;

	@Embedded
	private @Nullable Address address;

	@ElementCollection
	private List<String> tags = new ArrayList<>();

	protected Account() {
	}

	public Account(String id, String owner) {
		this.id = id;
		this.owner = owner;
	}

	public @Nullable String getId() {
		return this.id;
	}

	public @Nullable Integer getVersion() {
		return this.version;
	}

	public void setVersion(@Nullable Integer version) {
		this.version = version;
	}

	public @Nullable String getOwner() {
		return this.owner;
	}

	public void setOwner(@Nullable String owner) {
		this.owner = owner;
	}

	public @Nullable Address getAddress() {
		return this.address;
	}

	public void setAddress(@Nullable Address address) {
		this.address = address;
	}

	public List<String> getTags() {
		return this.tags;
	}

}
