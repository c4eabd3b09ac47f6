/**
 * Tests of when flushes are made, and what they and the waiting saves cost.
 */
package io.postsave.integration.flush;
