package io.postsave.sample.books;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/**
 * Saves a book and updates it when the shop opens, unless it has books from before.
 */
@Component
class FirstBook implements ApplicationRunner {

	private final BookRepository books;

	FirstBook(BookRepository books) {
		this.books = books;
	}

	@Override
	public void run(ApplicationArguments arguments) {
		if (this.books.count() == 0) {
			Book book = this.books.save(new Book("Django Basics", "A. Newcomer"));
			book.setAuthor("An Author");
			this.books.save(book);
		}
	}

}
