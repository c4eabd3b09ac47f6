/**
 * What holds for every request, whatever it is about.
 */
@NullMarked
package io.postsave.sample.web;

import org.jspecify.annotations.NullMarked;
