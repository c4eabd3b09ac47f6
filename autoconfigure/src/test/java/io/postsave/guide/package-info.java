/**
 * Checks of the README and the guide: their code, configuration, coordinates and links.
 * What the pages show is in the subpackages, where it is compiled and run.
 */
@NullMarked
package io.postsave.guide;

import org.jspecify.annotations.NullMarked;
