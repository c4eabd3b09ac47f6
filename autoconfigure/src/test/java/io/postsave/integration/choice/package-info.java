/**
 * Tests of what each listener chooses, and of what it is told when it chooses wrongly.
 */
@NullMarked
package io.postsave.integration.choice;

import org.jspecify.annotations.NullMarked;
