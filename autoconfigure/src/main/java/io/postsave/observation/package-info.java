/**
 * Observation of listener calls and meters of what is told, by Micrometer, for
 * applications that have it.
 */
@NullMarked
package io.postsave.observation;

import org.jspecify.annotations.NullMarked;
