/**
 * The entity listener by which JPA tells of rows.
 */
@NullMarked
package io.postsave.jpa;

import org.jspecify.annotations.NullMarked;
