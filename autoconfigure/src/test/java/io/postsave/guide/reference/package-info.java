/**
 * What the reference shows.
 */
@NullMarked
package io.postsave.guide.reference;

import org.jspecify.annotations.NullMarked;
