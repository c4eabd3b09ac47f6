package io.postsave.guide.guarantees;

import java.util.List;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * A service that relies on {@link InvoiceListener}.
 */
@Service
class Orders {

	private final OrderRepository orders;

	private final InvoiceRepository invoices;

	Orders(OrderRepository orders, InvoiceRepository invoices) {
		this.orders = orders;
		this.invoices = invoices;
	}

	@Transactional
	List<Invoice> place(Order order) {
		return this.invoices.findByOrder(this.orders.saveAndFlush(order));
	}

}
