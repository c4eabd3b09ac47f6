package io.postsave.library.collected;

import java.util.HashSet;
import java.util.Set;

import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;

/**
 * An embedded value that holds a collection, and another one that does.
 */
@Embeddable
public class Box {

	private String colour;

	@ElementCollection
	private Set<String> contents = new HashSet<>();

	@Embedded
	private Inner inner = new Inner();

	public String getColour() {
		return this.colour;
	}

	public void setColour(String colour) {
		this.colour = colour;
	}

	public Set<String> getContents() {
		return this.contents;
	}

	public void setContents(Set<String> contents) {
		this.contents = contents;
	}

	public Inner getInner() {
		return this.inner;
	}

	public void setInner(Inner inner) {
		this.inner = inner;
	}

}
