package io.postsave.benchmark;

import org.jspecify.annotations.Nullable;

/**
 * Tells that an {@link AnnouncedArticle} was saved; small enough to be stored.
 *
 * @param id the identifier of the article
 */
public record ArticleSaved(@Nullable Long id) {

}
