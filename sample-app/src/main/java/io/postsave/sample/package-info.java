/**
 * A bookshop where one watches who is told when something is saved or deleted. There is a
 * package for each use.
 */
@NullMarked
package io.postsave.sample;

import org.jspecify.annotations.NullMarked;
