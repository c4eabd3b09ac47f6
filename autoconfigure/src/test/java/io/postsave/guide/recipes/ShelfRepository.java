package io.postsave.guide.recipes;

import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

/**
 * Repository of {@link Shelf}.
 */
interface ShelfRepository extends JpaRepository<Shelf, Long> {

	@Modifying
	@Query("update Shelf s set s.books = s.books + :books where s = :shelf")
	void add(Shelf shelf, int books);

}
