package io.postsave.guide.guarantees;

import io.postsave.InTransaction;
import io.postsave.PostSaveEvent;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Makes an invoice for each order.
 */
@Component
class InvoiceListener {

	private final InvoiceRepository invoices;

	InvoiceListener(InvoiceRepository invoices) {
		this.invoices = invoices;
	}

	@EventListener
	@InTransaction
	void invoice(PostSaveEvent.Created<Order> event) {
		this.invoices.save(new Invoice(event.getEntity()));
	}

}
