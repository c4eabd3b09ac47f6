package io.postsave.library.changes;

import jakarta.persistence.Entity;
import org.hibernate.annotations.NaturalId;

/**
 * An entity with an immutable natural identifier.
 */
@Entity
public class Customs extends Thing {

	@NaturalId
	private String code = "A";

	public String getCode() {
		return this.code;
	}

	public void setCode(String code) {
		this.code = code;
	}

}
