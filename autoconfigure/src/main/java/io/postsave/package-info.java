/**
 * What applications import: the events that tell of created and updated entities.
 */
@NullMarked
package io.postsave;

import org.jspecify.annotations.NullMarked;
