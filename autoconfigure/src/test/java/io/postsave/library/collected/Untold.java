package io.postsave.library.collected;

import java.util.HashSet;
import java.util.Set;

import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.ExcludeDefaultListeners;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;

/**
 * An entity that opts out.
 */
@Entity
@ExcludeDefaultListeners
public class Untold {

	@Id
	@GeneratedValue
	private Long id;

	@ElementCollection
	private Set<String> tags = new HashSet<>();

	public Set<String> getTags() {
		return this.tags;
	}

	public Long getId() {
		return this.id;
	}

	public void setId(Long id) {
		this.id = id;
	}

}
