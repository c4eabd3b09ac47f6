package io.postsave.library.exclusion;

import jakarta.persistence.Entity;
import jakarta.persistence.ExcludeDefaultListeners;

/**
 * An entity that wants no default listeners, unlike its superclass.
 */
@Entity
@ExcludeDefaultListeners
public class SealedRecord extends LoginRecord {

	protected SealedRecord() {
	}

	public SealedRecord(String reader) {
		super(reader);
	}

}
