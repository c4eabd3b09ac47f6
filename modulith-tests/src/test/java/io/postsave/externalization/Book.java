package io.postsave.externalization;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import org.jspecify.annotations.Nullable;

import org.springframework.modulith.events.Externalized;

// tag::externalized[]
@Entity
@Externalized("books")
class Book {

	// end::externalized[]
	@Id
	@GeneratedValue
	@Nullable Long id;

	@Version
	@Nullable Long version;

	String title;

	protected Book() {
		this("");
	}

	Book(String title) {
		this.title = title;
	}

}
