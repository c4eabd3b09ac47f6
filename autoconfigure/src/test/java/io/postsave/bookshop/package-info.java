/**
 * The domain of the tests: plain entities that know nothing of post-save.
 */
package io.postsave.bookshop;
