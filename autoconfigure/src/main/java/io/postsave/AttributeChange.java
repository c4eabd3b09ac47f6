package io.postsave;

import org.jspecify.annotations.Nullable;

/**
 * What one write changed of one attribute. The values have the type of the attribute, an
 * embedded one as a whole, a collection as its unmodifiable content, and are those that
 * Hibernate holds: references to entities may be proxies.
 *
 * @param oldValue the value before the write, {@code null} if there was none or it is not
 * known
 * @param newValue the value that was written, {@code null} if the attribute was cleared
 * or the row deleted
 * @since 0.1.0
 */
public record AttributeChange(@Nullable Object oldValue, @Nullable Object newValue) {
}
