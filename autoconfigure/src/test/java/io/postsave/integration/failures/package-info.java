/**
 * Tests of listeners, flushes and commits that fail.
 */
package io.postsave.integration.failures;
