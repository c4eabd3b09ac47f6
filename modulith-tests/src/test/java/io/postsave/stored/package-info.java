/**
 * What durable listeners are told of entities of many kinds, the first time and again.
 */
@NullMarked
package io.postsave.stored;

import org.jspecify.annotations.NullMarked;
