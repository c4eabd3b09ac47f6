package io.postsave.startup;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

@Entity
public class Parcel {

	@Id
	@GeneratedValue
	@Nullable Long id;

	String address;

	protected Parcel() {
		this("");
	}

	Parcel(String address) {
		this.address = address;
	}

}
