/**
 * The JPA default entity listener and its mapping file.
 */
@NullMarked
package io.postsave.jpa;

import org.jspecify.annotations.NullMarked;
