/**
 * Durable delivery by Spring Modulith, for applications that have its event publication
 * registry: events as it stores and restores them, the calls of listeners that it owes
 * them to, their resubmission, and what is sent to other processes. What is stored is not
 * trusted: only entities that a unit maps are read, and no class is loaded by a stored
 * name.
 */
@NullMarked
package io.postsave.modulith;

import org.jspecify.annotations.NullMarked;
