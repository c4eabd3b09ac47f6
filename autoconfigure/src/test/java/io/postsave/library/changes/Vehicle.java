package io.postsave.library.changes;

import jakarta.persistence.Entity;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;

/**
 * The base of a hierarchy in a single table.
 */
@Entity
@Inheritance(strategy = InheritanceType.SINGLE_TABLE)
public class Vehicle extends Thing {

}
