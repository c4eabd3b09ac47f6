/**
 * An entity with columns that are computed when it is written.
 */
@NullMarked
package io.postsave.library.generated;

import org.jspecify.annotations.NullMarked;
