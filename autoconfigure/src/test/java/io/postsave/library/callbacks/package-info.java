/**
 * An application with JPA callbacks of its own. They are in a package of their own
 * because default listeners of its mapping files are called for every entity of the unit.
 */
package io.postsave.library.callbacks;
