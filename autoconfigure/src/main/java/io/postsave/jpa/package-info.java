/**
 * The JPA default entity listener.
 */
@NullMarked
package io.postsave.jpa;

import org.jspecify.annotations.NullMarked;
