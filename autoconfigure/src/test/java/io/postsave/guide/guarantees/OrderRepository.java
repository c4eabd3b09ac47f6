package io.postsave.guide.guarantees;

import org.springframework.data.jpa.repository.JpaRepository;

/**
 * Repository of {@link Order}.
 */
interface OrderRepository extends JpaRepository<Order, Long> {

}
