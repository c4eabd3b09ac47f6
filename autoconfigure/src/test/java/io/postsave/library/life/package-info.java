/**
 * Entities that are removed in every way there is: a garden.
 */
package io.postsave.library.life;
