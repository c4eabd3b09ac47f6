package io.postsave.sample.readers;

import java.util.List;

import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.EntityGraph;
import org.springframework.data.jpa.repository.JpaRepository;

/**
 * The profiles of the readers.
 */
interface ProfileRepository extends JpaRepository<Profile, Long> {

	@EntityGraph(attributePaths = "reader")
	List<Profile> findAllByOrderByIdDesc(Limit limit);

}
