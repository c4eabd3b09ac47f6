/**
 * Entities that name the entity listener themselves.
 */
@NullMarked
package io.postsave.library.named;

import org.jspecify.annotations.NullMarked;
