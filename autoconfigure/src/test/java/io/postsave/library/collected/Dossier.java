package io.postsave.library.collected;

import java.time.Instant;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import org.hibernate.annotations.UpdateTimestamp;

/**
 * An entity whose identifier and timestamps the database and Hibernate generate.
 */
@Entity
public class Dossier extends Collected {

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	private Long id;

	@Version
	private Instant version;

	@UpdateTimestamp
	private Instant updated;

	public Long getId() {
		return this.id;
	}

	public void setId(Long id) {
		this.id = id;
	}

	public Instant getVersion() {
		return this.version;
	}

	public void setVersion(Instant version) {
		this.version = version;
	}

	public Instant getUpdated() {
		return this.updated;
	}

	public void setUpdated(Instant updated) {
		this.updated = updated;
	}

}
