package io.postsave.library.changes;

import jakarta.persistence.Entity;

/**
 * What a {@link Driver} owns.
 */
@Entity
public class Badge extends Thing {

}
