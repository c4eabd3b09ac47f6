package io.postsave.guide.guarantees;

import java.util.List;

import org.springframework.data.jpa.repository.JpaRepository;

/**
 * Repository of {@link Invoice}.
 */
interface InvoiceRepository extends JpaRepository<Invoice, Long> {

	List<Invoice> findByOrder(Order order);

}
