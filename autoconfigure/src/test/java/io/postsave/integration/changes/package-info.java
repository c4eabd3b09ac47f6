/**
 * Tests of listeners that change something, and of what an application sees of it.
 */
package io.postsave.integration.changes;
