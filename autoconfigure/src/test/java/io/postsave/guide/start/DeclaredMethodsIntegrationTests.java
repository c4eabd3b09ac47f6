package io.postsave.guide.start;

import java.util.Objects;

import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that listener methods are told of what the README says that they declare.
 */
@SpringBootTest(classes = { Shop.class, DeclaredMethods.class },
		properties = "spring.datasource.generate-unique-name=true")
class DeclaredMethodsIntegrationTests {

	@Autowired
	EntityManager entityManager;

	@Autowired
	PlatformTransactionManager transactionManager;

	@Autowired
	DeclaredMethods methods;

	@BeforeEach
	void forget() {
		this.methods.called.clear();
	}

	@Test
	void insertedRowsOnceTheyAreCommitted() {
		inTransaction(() -> {
			this.entityManager.persist(new Member("ada@example.org"));
			this.entityManager.flush();
			assertThat(this.methods.called).containsExactly("audit Member");
		});
		assertThat(this.methods.called).containsExactly("audit Member", "welcome ada@example.org");
	}

	@Test
	void updatesOfOneAttribute() {
		Order order = new Order("paid", "");
		inTransaction(() -> this.entityManager.persist(order));
		inTransaction(() -> find(order).setNote("ring twice"));
		assertThat(this.methods.called).containsExactly("audit Order", "audit Order");
		inTransaction(() -> find(order).setStatus("shipped"));
		assertThat(this.methods.called).hasSize(4)
			.anySatisfy((line) -> assertThat(line).startsWith("shipped ").contains("paid", "shipped"));
	}

	private Order find(Order order) {
		return this.entityManager.find(Order.class, Objects.requireNonNull(order.getId()));
	}

	@Test
	void allOfATransactionInOneCall() {
		inTransaction(() -> {
			this.entityManager.persist(new Book("one"));
			this.entityManager.persist(new Book("two"));
		});
		assertThat(this.methods.called).containsExactly("audit Book", "audit Book", "index 2");
	}

	@Test
	void subclassesAsGenericsSay() {
		inTransaction(() -> this.entityManager.persist(new CardPayment(7)));
		assertThat(this.methods.called).containsExactlyInAnyOrder("audit CardPayment", "payments CardPayment");
		this.methods.called.clear();
		inTransaction(() -> this.entityManager.persist(new Payment(7)));
		assertThat(this.methods.called).containsExactlyInAnyOrder("audit Payment", "payments Payment",
				"payment Payment");
	}

	private void inTransaction(Runnable work) {
		new TransactionTemplate(this.transactionManager).executeWithoutResult((status) -> work.run());
	}

}
