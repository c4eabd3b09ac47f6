/**
 * What the page on the kinds of listeners shows.
 */
@NullMarked
package io.postsave.guide.choice;

import org.jspecify.annotations.NullMarked;
