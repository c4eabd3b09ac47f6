/**
 * Tests of what durable delivery costs a startup, and of one that is processed ahead of
 * time.
 */
@NullMarked
package io.postsave.startup;

import org.jspecify.annotations.NullMarked;
