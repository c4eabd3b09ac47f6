package io.postsave.integration.managers;

import io.postsave.bookshop.Book;

import org.springframework.data.jpa.repository.JpaRepository;

/**
 * The repository of books.
 */
interface BookRepository extends JpaRepository<Book, Long> {

}
