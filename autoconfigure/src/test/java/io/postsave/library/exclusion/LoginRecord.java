package io.postsave.library.exclusion;

import jakarta.persistence.Entity;

/**
 * An entity with a mapped superclass.
 */
@Entity
public class LoginRecord extends AuditRecord implements Marks.Logged {

	private String reader;

	protected LoginRecord() {
	}

	public LoginRecord(String reader) {
		this.reader = reader;
	}

	public void setReader(String reader) {
		this.reader = reader;
	}

}
