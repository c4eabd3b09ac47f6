/**
 * From a written row to a told listener: what is recorded, kept and delivered when.
 */
@NullMarked
package io.postsave.delivery;

import org.jspecify.annotations.NullMarked;
