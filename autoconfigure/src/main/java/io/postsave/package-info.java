/**
 * What applications import: the events that tell of created, updated and deleted
 * entities, and what listeners to them are annotated with.
 */
@NullMarked
package io.postsave;

import org.jspecify.annotations.NullMarked;
