package io.postsave.library.values;

import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;

/**
 * What all of these entities have.
 */
@MappedSuperclass
public abstract class Numbered {

	@Id
	public long id;

}
