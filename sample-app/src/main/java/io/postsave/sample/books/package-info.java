/**
 * The books of the shop: kept, imported, and told of as in Django's tutorial.
 */
@NullMarked
package io.postsave.sample.books;

import org.jspecify.annotations.NullMarked;
