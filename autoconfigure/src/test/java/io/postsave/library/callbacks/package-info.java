/**
 * An application with JPA callbacks of its own.
 */
package io.postsave.library.callbacks;
