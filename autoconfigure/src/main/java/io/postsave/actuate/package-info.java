/**
 * The actuator endpoint {@code postsave}, where Spring Boot's actuator is: which
 * persistence units are joined, and who hears what. It reads what the other packages say
 * of themselves, and nothing of them knows it.
 */
@NullMarked
package io.postsave.actuate;

import org.jspecify.annotations.NullMarked;
