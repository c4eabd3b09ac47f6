package io.postsave.benchmark;

import java.util.function.Supplier;

/**
 * The class of articles that a variant saves.
 *
 * @param <T> the class
 * @param type the class
 * @param factory makes one
 * @param repository the repository that saves it
 */
record Articles<T extends Article>(Class<T> type, Supplier<T> factory,
		Class<? extends ArticleRepository<T>> repository) {

	static final Articles<PlainArticle> PLAIN = new Articles<>(PlainArticle.class, PlainArticle::new,
			ArticleRepository.Plain.class);

	static final Articles<AnnouncedArticle> ANNOUNCED = new Articles<>(AnnouncedArticle.class, AnnouncedArticle::new,
			ArticleRepository.Announced.class);

	static final Articles<TaggedArticle> TAGGED = new Articles<>(TaggedArticle.class, TaggedArticle::new,
			ArticleRepository.Tagged.class);

	static final Articles<AuditedArticle> AUDITED = new Articles<>(AuditedArticle.class, AuditedArticle::new,
			ArticleRepository.Audited.class);

}
