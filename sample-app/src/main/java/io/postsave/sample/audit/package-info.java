/**
 * Who changed what, and when.
 */
@NullMarked
package io.postsave.sample.audit;

import org.jspecify.annotations.NullMarked;
