package io.postsave.sample.summary;

import java.util.List;

import io.postsave.sample.books.Book;

import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/**
 * Counts the books in the database.
 */
interface AuthorRepository extends Repository<Book, Long> {

	@Query("""
			select new io.postsave.sample.summary.AuthorSummary(book.author, count(book)) from Book book
			group by book.author order by count(book) desc, book.author""")
	List<AuthorSummary> countBooksByAuthor(Limit limit);

	long count();

}
