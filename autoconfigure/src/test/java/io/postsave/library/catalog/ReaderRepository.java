package io.postsave.library.catalog;

import org.springframework.data.jpa.repository.JpaRepository;

/**
 * Readers.
 */
public interface ReaderRepository extends JpaRepository<Reader, Long> {

}
