package io.postsave.sample.books;

import java.util.List;
import java.util.function.Consumer;

import jakarta.persistence.EntityManager;

import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Imports many books. The persistence context is flushed and cleared now and then, so
 * that it does not grow with the file: listeners are told at each of these flushes. What
 * is told after the commit waits in memory until then, and so a very long file is
 * committed in parts.
 */
@Service
class BookImport {

	private static final int BOOKS_PER_COMMIT = 10_000;

	private static final int BOOKS_PER_FLUSH = 250;

	private final BookRepository books;

	private final EntityManager entityManager;

	private final TransactionTemplate transaction;

	BookImport(BookRepository books, EntityManager entityManager, PlatformTransactionManager transactions) {
		this.books = books;
		this.entityManager = entityManager;
		this.transaction = new TransactionTemplate(transactions);
	}

	void importAll(List<BookDetails> details) {
		forEachPart(details, BOOKS_PER_COMMIT, (part) -> this.transaction.executeWithoutResult((status) -> save(part)));
	}

	private void save(List<BookDetails> details) {
		forEachPart(details, BOOKS_PER_FLUSH, (part) -> {
			this.books.saveAll(part.stream().map(BookDetails::toBook).toList());
			this.entityManager.flush();
			this.entityManager.clear();
		});
	}

	private static void forEachPart(List<BookDetails> details, int size, Consumer<List<BookDetails>> consumer) {
		for (int start = 0; start < details.size(); start += size) {
			consumer.accept(details.subList(start, Math.min(start + size, details.size())));
		}
	}

}
