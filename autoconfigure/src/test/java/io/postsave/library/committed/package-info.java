/**
 * A library whose listeners are told after the commit.
 */
package io.postsave.library.committed;
