package io.postsave.library.random;

import jakarta.persistence.Embeddable;
import org.jspecify.annotations.Nullable;

/**
 * An embedded attribute that can be changed in place.
 */
@Embeddable
public class Place {

	private String street = "";

	private @Nullable String city;

	protected Place() {
	}

	public Place(String street, @Nullable String city) {
		this.street = street;
		this.city = city;
	}

	public void setCity(@Nullable String city) {
		this.city = city;
	}

	@Override
	public String toString() {
		return this.street + "," + this.city;
	}

}
