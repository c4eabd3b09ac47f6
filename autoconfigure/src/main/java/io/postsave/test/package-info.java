/**
 * Support for tests of listeners, with and without a database.
 */
@NullMarked
package io.postsave.test;

import org.jspecify.annotations.NullMarked;
