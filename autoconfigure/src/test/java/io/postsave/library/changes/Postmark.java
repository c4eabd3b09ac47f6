package io.postsave.library.changes;

import jakarta.persistence.Entity;
import org.hibernate.annotations.Immutable;

/**
 * An immutable entity.
 */
@Entity
@Immutable
public class Postmark extends Thing {

}
