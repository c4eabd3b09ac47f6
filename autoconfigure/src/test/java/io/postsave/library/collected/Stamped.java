package io.postsave.library.collected;

import java.time.Instant;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import org.hibernate.annotations.UpdateTimestamp;

/**
 * An entity without a version whose updates are stamped.
 */
@Entity
public class Stamped extends Collected {

	@Id
	@GeneratedValue
	private Long id;

	@UpdateTimestamp
	private Instant updated;

	public Long getId() {
		return this.id;
	}

	public void setId(Long id) {
		this.id = id;
	}

	public Instant getUpdated() {
		return this.updated;
	}

	public void setUpdated(Instant updated) {
		this.updated = updated;
	}

}
