package io.postsave.library.life;

import org.springframework.data.jpa.repository.JpaRepository;

/**
 * A repository of plants.
 */
public interface Plants extends JpaRepository<Plant, Long> {

}
