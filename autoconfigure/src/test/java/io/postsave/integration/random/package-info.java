/**
 * Tests with random transactions and random listeners.
 */
package io.postsave.integration.random;
