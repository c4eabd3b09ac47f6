package io.postsave.guide.recipes;

import org.springframework.data.jpa.repository.JpaRepository;

/**
 * Repository of {@link Profile}.
 */
interface ProfileRepository extends JpaRepository<Profile, Long> {

}
