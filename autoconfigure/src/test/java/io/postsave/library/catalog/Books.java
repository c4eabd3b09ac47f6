package io.postsave.library.catalog;

import io.postsave.bookshop.Book;

import org.springframework.data.jpa.repository.JpaRepository;

/**
 * A repository of books.
 */
public interface Books extends JpaRepository<Book, Long> {

}
