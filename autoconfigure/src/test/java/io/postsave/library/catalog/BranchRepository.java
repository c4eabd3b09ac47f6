package io.postsave.library.catalog;

import java.util.UUID;

import org.springframework.data.jpa.repository.JpaRepository;

/**
 * Branches.
 */
public interface BranchRepository extends JpaRepository<Branch, UUID> {

}
