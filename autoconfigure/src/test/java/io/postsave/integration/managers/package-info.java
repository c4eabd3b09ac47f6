/**
 * Tests of the ways in which transactions are begun and committed.
 */
@NullMarked
package io.postsave.integration.managers;

import org.jspecify.annotations.NullMarked;
