/**
 * Entities whose classes tests enhance, so that their attributes are loaded lazily. They
 * are in a package of their own because a class loader enhances it as a whole.
 */
package io.postsave.library.enhanced;
