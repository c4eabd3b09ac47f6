/**
 * Entities whose saves are not for everybody.
 */
package io.postsave.library.exclusion;
