package io.postsave.guide.guarantees;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import io.postsave.PostSaveEvent;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of what a service sees that relies on a listener, called by the application and
 * by another listener.
 */
@SpringBootTest(
		classes = { Shop.class, InvoiceListener.class, Orders.class, ReliantServiceIntegrationTests.FirstOrder.class },
		properties = "spring.datasource.generate-unique-name=true")
class ReliantServiceIntegrationTests {

	@Test
	void listenerHasRunWhenTheFlushReturnsButNotInsideAnotherListener(@Autowired Orders orders,
			@Autowired CustomerRepository customers, @Autowired InvoiceRepository invoices,
			@Autowired FirstOrder firstOrder) {
		Customer ada = customers.save(new Customer("Ada"));
		assertThat(firstOrder.seen.get()).isEmpty();
		assertThat(invoices.count()).as("made in the next round").isOne();
		assertThat(orders.place(new Order(ada, "new", ""))).hasSize(1);
		assertThat(invoices.count()).isEqualTo(2);
	}

	static class FirstOrder {

		final AtomicReference<List<Invoice>> seen = new AtomicReference<>();

		private final Orders orders;

		FirstOrder(Orders orders) {
			this.orders = orders;
		}

		@EventListener
		void place(PostSaveEvent.Created<Customer> event) {
			this.seen.set(this.orders.place(new Order(event.getEntity(), "new", "")));
		}

	}

}
