package io.postsave.library.collected;

import java.util.HashSet;
import java.util.Set;

import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;

/**
 * Holds a collection within an embedded value.
 */
@Embeddable
public class Inner {

	private String shape;

	@ElementCollection
	private Set<String> parts = new HashSet<>();

	public String getShape() {
		return this.shape;
	}

	public void setShape(String shape) {
		this.shape = shape;
	}

	public Set<String> getParts() {
		return this.parts;
	}

	public void setParts(Set<String> parts) {
		this.parts = parts;
	}

}
