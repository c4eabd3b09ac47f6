/**
 * Entities whose collections refer to something else than the identifier.
 */
@NullMarked
package io.postsave.library.keyed;

import org.jspecify.annotations.NullMarked;
