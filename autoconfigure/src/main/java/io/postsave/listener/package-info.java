/**
 * Who listens to what: the listeners of save events that the application context knows.
 */
@NullMarked
package io.postsave.listener;

import org.jspecify.annotations.NullMarked;
