/**
 * Entities whose supertypes are raw, and one that is generic itself.
 */
package io.postsave.library.matching;
