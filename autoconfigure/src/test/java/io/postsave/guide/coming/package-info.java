/**
 * What readers come from: what they write by hand, and what becomes of it.
 */
@NullMarked
package io.postsave.guide.coming;

import org.jspecify.annotations.NullMarked;
