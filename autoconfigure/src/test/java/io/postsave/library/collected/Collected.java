package io.postsave.library.collected;

import java.util.HashSet;
import java.util.Set;

import jakarta.persistence.ElementCollection;
import jakarta.persistence.MappedSuperclass;

/**
 * What all entities with collections have in common.
 */
@MappedSuperclass
public abstract class Collected {

	private String name;

	@ElementCollection
	private Set<String> tags = new HashSet<>();

	public String getName() {
		return this.name;
	}

	public void setName(String name) {
		this.name = name;
	}

	public Set<String> getTags() {
		return this.tags;
	}

	public void setTags(Set<String> tags) {
		this.tags = tags;
	}

}
