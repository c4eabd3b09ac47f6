package io.postsave.library.changes;

import jakarta.persistence.Entity;

/**
 * A part of a {@link Crew}.
 */
@Entity
public class Shift extends Thing {

}
