package io.postsave.sample.books;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.data.domain.Limit;
import org.springframework.http.HttpStatus;
import org.springframework.orm.ObjectOptimisticLockingFailureException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.server.ResponseStatusException;

/**
 * Keeps the books. It saves and deletes them and does not say so to anybody.
 */
@Service
@Transactional
class Shop {

	private final BookRepository books;

	Shop(BookRepository books) {
		this.books = books;
	}

	@Transactional(readOnly = true)
	List<BookView> newest(int limit) {
		return this.books.findAllByOrderByIdDesc(Limit.of(limit)).stream().map(BookView::of).toList();
	}

	@Transactional(readOnly = true)
	BookView book(long id) {
		return BookView.of(find(id));
	}

	BookView add(BookDetails details) {
		return BookView.of(this.books.save(details.toBook()));
	}

	/**
	 * Changes a book.
	 * @param version the version that was looked at: if somebody has changed the book
	 * since, this fails. Without one, only changes at the same time are noticed
	 */
	BookView change(long id, @Nullable Long version, BookDetails details) {
		Book book = find(id);
		if (version != null && version != book.getVersion()) {
			throw new ObjectOptimisticLockingFailureException(Book.class, id);
		}
		return BookView.of(this.books.saveAndFlush(details.applyTo(book)));
	}

	void remove(long id) {
		this.books.delete(find(id));
	}

	private Book find(long id) {
		return this.books.findById(id)
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no book " + id));
	}

}
