package io.postsave.benchmark;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A variant's application with what the benchmarks do to it.
 *
 * @param <T> the class of the articles
 */
final class RunningShop<T extends Article> implements AutoCloseable {

	private final Articles<T> articles;

	private final Database database;

	private final Database.Server server;

	private final ConfigurableApplicationContext context;

	private final ArticleRepository<T> repository;

	private final EntityManager entityManager;

	private final TransactionTemplate transaction;

	private final LongAdder calls;

	RunningShop(Articles<T> articles, List<? extends Class<?>> listeners, List<Settings> settings, Database database)
			throws IOException {
		this.articles = articles;
		this.database = database;
		this.server = database.start();
		SpringApplication application = new SpringApplication(Shop.class);
		application.addInitializers((context) -> listeners.forEach((listener) -> ((GenericApplicationContext) context)
			.registerBean("listener" + context.getBeanDefinitionCount(), listener)));
		this.context = application.run(Settings.argumentsOf(settings, this.server.url()));
		this.repository = this.context.getBean(articles.repository());
		this.entityManager = this.context.getBean(EntityManager.class);
		this.transaction = this.context.getBean(TransactionTemplate.class);
		this.calls = this.context.getBean(LongAdder.class);
	}

	/**
	 * Creates one article in a transaction of its own.
	 */
	Article createOne() {
		return this.repository.save(this.articles.factory().get());
	}

	/**
	 * Updates one article in a transaction of its own.
	 */
	Article updateOne(Article article, int stock) {
		article.setStock(stock);
		return this.repository.save(this.articles.type().cast(article));
	}

	/**
	 * Creates many articles in one transaction.
	 */
	void createMany(int count) {
		createMany(count, () -> {
		});
	}

	/**
	 * Creates many articles in one transaction, and does something at its end.
	 */
	void createMany(int count, Runnable beforeCommit) {
		this.transaction.executeWithoutResult((status) -> {
			for (int i = 1; i <= count; i++) {
				create(this.articles.factory().get());
				if (i % BatchSaves.FLUSH_EVERY == 0) {
					flushAndClear();
				}
			}
			beforeCommit.run();
		});
	}

	private void create(T article) {
		if (this.articles.toldByRepository()) {
			this.repository.save(article);
		}
		else {
			this.entityManager.persist(article);
		}
	}

	/**
	 * Updates all articles in one transaction.
	 * @return how many there were
	 */
	int updateAll(int stock) {
		return this.transaction.execute((status) -> {
			int count = 0;
			for (List<T> page = pageAfter(0L); !page.isEmpty(); page = pageAfter(page.get(page.size() - 1).getId())) {
				page.forEach((article) -> update(article, stock));
				flushAndClear();
				count += page.size();
			}
			return count;
		});
	}

	private List<T> pageAfter(@Nullable Long id) {
		return this.entityManager
			.createQuery("from " + this.articles.type().getSimpleName() + " where id > :id order by id",
					this.articles.type())
			.setParameter("id", id)
			.setMaxResults(BatchSaves.FLUSH_EVERY)
			.getResultList();
	}

	private void update(T article, int stock) {
		article.setStock(stock);
		if (this.articles.toldByRepository()) {
			this.repository.save(article);
		}
	}

	private void flushAndClear() {
		this.entityManager.flush();
		this.entityManager.clear();
	}

	/**
	 * Return how often listeners have been called.
	 */
	long calls() {
		return this.calls.sum();
	}

	/**
	 * Return how many articles there are.
	 */
	long count() {
		return this.repository.count();
	}

	void truncate() {
		this.database.truncate(this.context.getBean(JdbcTemplate.class));
	}

	@Override
	public void close() throws IOException {
		this.context.close();
		this.server.stop().close();
	}

}
