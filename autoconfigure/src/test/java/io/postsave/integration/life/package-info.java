/**
 * Tests of the whole life of a row: of its deletion, and of the collections that are
 * stored with it.
 */
package io.postsave.integration.life;
