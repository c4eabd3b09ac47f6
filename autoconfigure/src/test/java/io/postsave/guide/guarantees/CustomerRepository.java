package io.postsave.guide.guarantees;

import org.springframework.data.jpa.repository.JpaRepository;

/**
 * Repository of {@link Customer}.
 */
interface CustomerRepository extends JpaRepository<Customer, Long> {

}
