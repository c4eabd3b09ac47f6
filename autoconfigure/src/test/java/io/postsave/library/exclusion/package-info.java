/**
 * Entities whose saves are not for everybody. They are in a package of their own because
 * packages can be excluded, and because mapping files exclude some of them.
 */
package io.postsave.library.exclusion;
