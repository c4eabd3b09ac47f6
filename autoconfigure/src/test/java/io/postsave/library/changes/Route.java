package io.postsave.library.changes;

import jakarta.persistence.Entity;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;

/**
 * The base of a hierarchy of joined tables.
 */
@Entity
@Inheritance(strategy = InheritanceType.JOINED)
public class Route extends Thing {

}
