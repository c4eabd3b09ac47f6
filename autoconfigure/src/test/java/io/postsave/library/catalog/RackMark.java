package io.postsave.library.catalog;

import jakarta.persistence.Embeddable;

/**
 * An embedded identifier.
 */
@Embeddable
public record RackMark(String hall, int number) {
}
