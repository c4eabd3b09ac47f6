/**
 * What one sees while it happens: every save and deletion, and who heard of it.
 */
@NullMarked
package io.postsave.sample.live;

import org.jspecify.annotations.NullMarked;
