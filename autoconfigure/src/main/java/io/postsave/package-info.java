/**
 * What applications import: the events that tell of created and updated entities, and
 * what listeners to them are annotated with.
 */
@NullMarked
package io.postsave;

import org.jspecify.annotations.NullMarked;
