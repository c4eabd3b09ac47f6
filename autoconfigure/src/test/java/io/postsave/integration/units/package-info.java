/**
 * Tests of persistence units, and of factories and entity managers that the application
 * makes itself.
 */
package io.postsave.integration.units;
