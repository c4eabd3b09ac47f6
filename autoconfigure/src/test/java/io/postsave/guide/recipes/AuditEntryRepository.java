package io.postsave.guide.recipes;

import org.springframework.data.jpa.repository.JpaRepository;

/**
 * Repository of {@link AuditEntry}.
 */
interface AuditEntryRepository extends JpaRepository<AuditEntry, Long> {

}
