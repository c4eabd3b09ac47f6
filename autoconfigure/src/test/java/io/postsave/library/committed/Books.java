package io.postsave.library.committed;

import io.postsave.bookshop.Book;

import org.springframework.data.jpa.repository.JpaRepository;

/**
 * A repository.
 */
public interface Books extends JpaRepository<Book, Long> {

}
