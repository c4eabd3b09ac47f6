/**
 * The stage, not the play: it shows every save and deletion while it happens, and who
 * heard of it. The other packages are what an application would have; of this one it
 * needs nothing, and none of them knows it.
 */
@NullMarked
package io.postsave.sample.live;

import org.jspecify.annotations.NullMarked;
