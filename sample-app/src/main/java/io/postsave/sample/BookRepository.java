package io.postsave.sample;

import org.springframework.data.jpa.repository.JpaRepository;

/**
 * The books of the shop.
 */
interface BookRepository extends JpaRepository<Book, Long> {

}
