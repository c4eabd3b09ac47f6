package io.postsave.guide.recipes;

import org.springframework.data.jpa.repository.JpaRepository;

/**
 * Repository of {@link Book}.
 */
interface BookRepository extends JpaRepository<Book, Long> {

}
