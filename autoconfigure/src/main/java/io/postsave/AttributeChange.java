package io.postsave;

import org.jspecify.annotations.Nullable;

/**
 * What one save changed of one attribute.
 *
 * @param oldValue the value before the save, {@code null} if there was none
 * @param newValue the value that was written, {@code null} if the attribute was cleared
 * @since 0.1.0
 */
public record AttributeChange(@Nullable Object oldValue, @Nullable Object newValue) {
}
