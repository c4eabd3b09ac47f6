/**
 * Tests of entities whose writes are sent to other processes.
 */
@NullMarked
package io.postsave.externalization;

import org.jspecify.annotations.NullMarked;
