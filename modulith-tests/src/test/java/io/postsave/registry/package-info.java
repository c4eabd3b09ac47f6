/**
 * Tests of the registry that is an entity of the application's persistence unit.
 */
@NullMarked
package io.postsave.registry;

import org.jspecify.annotations.NullMarked;
