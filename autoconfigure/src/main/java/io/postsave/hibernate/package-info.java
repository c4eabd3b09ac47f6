/**
 * What Hibernate adds to JPA's callbacks: the row behind an entity, where flushes begin
 * and end, and the session.
 */
@NullMarked
package io.postsave.hibernate;

import org.jspecify.annotations.NullMarked;
