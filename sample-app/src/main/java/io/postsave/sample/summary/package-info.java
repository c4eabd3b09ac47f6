/**
 * How many books there are of each author, cached until a book is saved or deleted.
 */
@NullMarked
package io.postsave.sample.summary;

import org.jspecify.annotations.NullMarked;
