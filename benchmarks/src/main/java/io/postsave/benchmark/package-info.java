/**
 * What being told of saves costs, side by side with what applications do without
 * post-save.
 */
@NullMarked
package io.postsave.benchmark;

import org.jspecify.annotations.NullMarked;
