/**
 * Entities with attributes of every type that Hibernate maps, to be stored with events.
 */
@NullMarked
package io.postsave.library.values;

import org.jspecify.annotations.NullMarked;
