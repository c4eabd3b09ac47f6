package io.postsave.library.collected;

import java.util.HashSet;
import java.util.Set;

import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;

/**
 * Has a collection more than its parent.
 */
@Entity
public class Binder extends Folder {

	@ElementCollection
	private Set<String> rings = new HashSet<>();

	public Set<String> getRings() {
		return this.rings;
	}

	public void setRings(Set<String> rings) {
		this.rings = rings;
	}

}
