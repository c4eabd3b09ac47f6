/**
 * The domain of randomly generated transactions. Each row has a serial number by which a
 * test knows it, whatever its identifier.
 */
@NullMarked
package io.postsave.library.random;

import org.jspecify.annotations.NullMarked;
