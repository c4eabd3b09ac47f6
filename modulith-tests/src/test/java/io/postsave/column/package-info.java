/**
 * Events and the column of the registry that they are stored in.
 */
@NullMarked
package io.postsave.column;

import org.jspecify.annotations.NullMarked;
