package io.postsave.guide.recipes;

import org.springframework.data.jpa.repository.JpaRepository;

/**
 * Repository of {@link Member}.
 */
interface MemberRepository extends JpaRepository<Member, Long> {

}
