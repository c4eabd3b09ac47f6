package io.postsave.library.changes;

import java.io.Serializable;

import jakarta.persistence.Embeddable;

/**
 * The identifier of a {@link Letter}.
 */
@Embeddable
public record LetterId(String sender, int serial) implements Serializable {
}
