/**
 * Tests of which saves are told, and what an event says of them.
 */
package io.postsave.integration.capture;
