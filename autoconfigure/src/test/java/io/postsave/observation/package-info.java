@NullMarked
package io.postsave.observation;

import org.jspecify.annotations.NullMarked;
