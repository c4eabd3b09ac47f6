/**
 * Tests of durable delivery when something fails: listeners, stored events, processes.
 */
@NullMarked
package io.postsave.integration.durable;

import org.jspecify.annotations.NullMarked;
