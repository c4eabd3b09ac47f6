/**
 * The readers of the shop, and the profile that each of them gets.
 */
@NullMarked
package io.postsave.sample.readers;

import org.jspecify.annotations.NullMarked;
