package io.postsave.library.catalog;

import io.postsave.bookshop.Note;

import org.springframework.data.jpa.repository.JpaRepository;

/**
 * A repository.
 */
public interface Notes extends JpaRepository<Note, Long> {

}
