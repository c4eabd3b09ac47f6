package io.postsave.bookshop;

import java.util.Objects;

import jakarta.persistence.Embeddable;
import org.jspecify.annotations.Nullable;

/**
 * An embedded attribute that can be changed in place.
 */
@Embeddable
public class Address {

	private @Nullable String street;

	private @Nullable String city;

	protected Address() {
	}

	public Address(@Nullable String street, @Nullable String city) {
		this.street = street;
		this.city = city;
	}

	public @Nullable String getStreet() {
		return this.street;
	}

	public @Nullable String getCity() {
		return this.city;
	}

	public void setCity(@Nullable String city) {
		this.city = city;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof Address that && Objects.equals(this.street, that.street)
				&& Objects.equals(this.city, that.city);
	}

	@Override
	public int hashCode() {
		return Objects.hash(this.street, this.city);
	}

}
