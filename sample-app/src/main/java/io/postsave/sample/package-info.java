/**
 * A bookshop that is told of every book that is saved.
 */
@NullMarked
package io.postsave.sample;

import org.jspecify.annotations.NullMarked;
