/**
 * Entities of which Hibernate finds something to write right after they were written.
 */
@NullMarked
package io.postsave.library.unsteady;

import org.jspecify.annotations.NullMarked;
