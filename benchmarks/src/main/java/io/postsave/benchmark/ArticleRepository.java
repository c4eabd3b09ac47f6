package io.postsave.benchmark;

import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.repository.NoRepositoryBean;

/**
 * Saves articles of one class.
 *
 * @param <T> the class
 */
@NoRepositoryBean
public interface ArticleRepository<T extends Article> extends JpaRepository<T, Long> {

	/**
	 * Saves plain articles.
	 */
	interface Plain extends ArticleRepository<PlainArticle> {

	}

	/**
	 * Saves articles that announce it.
	 */
	interface Announced extends ArticleRepository<AnnouncedArticle> {

	}

	/**
	 * Saves articles with a collection.
	 */
	interface Tagged extends ArticleRepository<TaggedArticle> {

	}

	/**
	 * Saves articles that are audited.
	 */
	interface Audited extends ArticleRepository<AuditedArticle> {

	}

}
