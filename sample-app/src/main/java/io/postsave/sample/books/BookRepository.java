package io.postsave.sample.books;

import java.util.List;

import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;

/**
 * The books of the shop.
 */
interface BookRepository extends JpaRepository<Book, Long> {

	List<Book> findAllByOrderByIdDesc(Limit limit);

}
