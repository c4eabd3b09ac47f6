package io.postsave.sample.readers;

import java.util.List;

import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;

/**
 * The readers of the shop.
 */
interface ReaderRepository extends JpaRepository<Reader, Long> {

	List<Reader> findAllByOrderByIdDesc(Limit limit);

}
