package io.postsave.benchmark;

import java.util.function.Supplier;

/**
 * The class of articles that a variant saves.
 *
 * @param <T> the class
 * @param type the class
 * @param factory makes one
 * @param repository the repository that saves it
 * @param toldByRepository whether saves are only noticed by the repository
 */
record Articles<T extends Article>(Class<T> type, Supplier<T> factory, Class<? extends ArticleRepository<T>> repository,
		boolean toldByRepository) {

	static final Articles<PlainArticle> PLAIN = new Articles<>(PlainArticle.class, PlainArticle::new,
			ArticleRepository.Plain.class, false);

	static final Articles<AnnouncedArticle> ANNOUNCED = new Articles<>(AnnouncedArticle.class, AnnouncedArticle::new,
			ArticleRepository.Announced.class, true);

	static final Articles<TaggedArticle> TAGGED = new Articles<>(TaggedArticle.class, TaggedArticle::new,
			ArticleRepository.Tagged.class, false);

	static final Articles<AuditedArticle> AUDITED = new Articles<>(AuditedArticle.class, AuditedArticle::new,
			ArticleRepository.Audited.class, false);

}
