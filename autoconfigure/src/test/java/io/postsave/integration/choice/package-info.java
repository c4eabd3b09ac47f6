/**
 * Tests of what each listener chooses: when it is told, and of what.
 */
package io.postsave.integration.choice;
