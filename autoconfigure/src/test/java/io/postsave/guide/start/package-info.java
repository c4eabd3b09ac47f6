/**
 * What the README shows.
 */
@NullMarked
package io.postsave.guide.start;

import org.jspecify.annotations.NullMarked;
