/**
 * Entities that own collections of every kind. They are in a package of their own as
 * tests enhance it as a whole.
 */
package io.postsave.library.collected;
