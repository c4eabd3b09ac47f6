/**
 * Durable listeners of an application with two persistence units.
 */
@NullMarked
package io.postsave.units;

import org.jspecify.annotations.NullMarked;
