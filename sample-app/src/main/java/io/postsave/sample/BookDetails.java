package io.postsave.sample;

import jakarta.validation.constraints.NotBlank;
import org.jspecify.annotations.Nullable;

/**
 * What a client says of a book.
 *
 * @param title the title, required
 * @param author the author, if known
 */
record BookDetails(@NotBlank String title, @Nullable String author) {
}
