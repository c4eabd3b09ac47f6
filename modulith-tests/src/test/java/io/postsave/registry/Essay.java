package io.postsave.registry;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import org.jspecify.annotations.Nullable;

@Entity
class Essay {

	@Id
	@GeneratedValue
	@Nullable Long id;

	@Version
	@Nullable Long version;

	String content;

	protected Essay() {
		this("");
	}

	Essay(String content) {
		this.content = content;
	}

}
