/**
 * Wiring: auto-configuration, properties and what Spring's post-processors attach.
 */
@NullMarked
package io.postsave.autoconfigure;

import org.jspecify.annotations.NullMarked;
