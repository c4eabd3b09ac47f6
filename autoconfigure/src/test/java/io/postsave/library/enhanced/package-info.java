/**
 * Entities whose classes tests enhance, so that their attributes are loaded lazily.
 */
package io.postsave.library.enhanced;
