/**
 * Entities that name the entity listener themselves. They are in a package of their own
 * because a unit that we do not join has no other entities.
 */
@NullMarked
package io.postsave.library.named;

import org.jspecify.annotations.NullMarked;
