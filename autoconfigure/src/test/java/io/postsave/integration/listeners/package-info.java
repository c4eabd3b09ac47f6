/**
 * Tests of who listens to what, and when each kind of listener is called.
 */
package io.postsave.integration.listeners;
