/**
 * What the page of recipes shows.
 */
@NullMarked
package io.postsave.guide.recipes;

import org.jspecify.annotations.NullMarked;
