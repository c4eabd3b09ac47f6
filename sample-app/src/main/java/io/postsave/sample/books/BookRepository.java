package io.postsave.sample.books;

import java.util.List;
import java.util.Optional;

import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.EntityGraph;
import org.springframework.data.jpa.repository.JpaRepository;

/**
 * The books of the shop.
 */
interface BookRepository extends JpaRepository<Book, Long> {

	/**
	 * Finds a book to be shown, changed or deleted. What it is loaded with is also what
	 * listeners are told that a deleted one was.
	 */
	@Override
	@EntityGraph(attributePaths = "genres")
	Optional<Book> findById(Long id);

	List<Book> findAllByOrderByIdDesc(Limit limit);

}
