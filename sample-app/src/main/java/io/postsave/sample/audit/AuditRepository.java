package io.postsave.sample.audit;

import java.util.List;

import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;

/**
 * The log of changes.
 */
interface AuditRepository extends JpaRepository<AuditEntry, Long> {

	List<AuditLine> findAllByOrderByIdDesc(Limit limit);

}
