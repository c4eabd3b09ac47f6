/**
 * What the page of guarantees shows.
 */
@NullMarked
package io.postsave.guide.guarantees;

import org.jspecify.annotations.NullMarked;
