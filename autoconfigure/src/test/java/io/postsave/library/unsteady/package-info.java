/**
 * Entities of which Hibernate finds something to write right after they were written.
 * They are in a package of their own because what listeners change in a unit that has
 * such entities is found in another way than in one that has none.
 */
@NullMarked
package io.postsave.library.unsteady;

import org.jspecify.annotations.NullMarked;
