/**
 * Entities with attributes of every kind, generated ones among them, for listeners to
 * change.
 */
@NullMarked
package io.postsave.library.changes;

import org.jspecify.annotations.NullMarked;
