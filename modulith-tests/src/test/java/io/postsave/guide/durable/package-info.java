/**
 * What the page on durable delivery shows.
 */
@NullMarked
package io.postsave.guide.durable;

import org.jspecify.annotations.NullMarked;
