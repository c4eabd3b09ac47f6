package io.postsave.guide.durable;

import java.util.UUID;

import org.springframework.data.jpa.repository.JpaRepository;

interface BonusRepository extends JpaRepository<Bonus, UUID> {

}
