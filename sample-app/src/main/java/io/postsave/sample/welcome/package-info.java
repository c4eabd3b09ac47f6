/**
 * The letter that greets a new reader, and where it arrives.
 */
@NullMarked
package io.postsave.sample.welcome;

import org.jspecify.annotations.NullMarked;
