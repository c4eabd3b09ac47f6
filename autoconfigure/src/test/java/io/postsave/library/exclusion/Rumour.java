package io.postsave.library.exclusion;

import jakarta.persistence.Entity;

/**
 * An entity that a mapping file may exclude from default listeners.
 */
@Entity
public class Rumour extends AuditRecord {

	private String text;

	protected Rumour() {
	}

	public Rumour(String text) {
		this.text = text;
	}

	public void setText(String text) {
		this.text = text;
	}

}
