package io.postsave.guide.guarantees;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.postsave.AfterCommit;
import io.postsave.AttributeChange;
import io.postsave.PostSaveErrorHandler;
import io.postsave.PostSaveEvent;
import io.postsave.PostSaveFailure;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.Hibernate;
import org.hibernate.LazyInitializationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of what the guide says of the event's instance after the commit, and of what to
 * do instead.
 */
@SpringBootTest(
		classes = { Shop.class, OrderConfirmation.class, OrderConfirmationIntegrationTests.Listeners.class,
				OrderConfirmationIntegrationTests.Failures.class },
		properties = "spring.datasource.generate-unique-name=true")
@DirtiesContext(classMode = DirtiesContext.ClassMode.AFTER_EACH_TEST_METHOD)
class OrderConfirmationIntegrationTests {

	@Autowired
	EntityManager entityManager;

	@Autowired
	EntityManagerFactory unit;

	@Autowired
	OrderRepository orders;

	@Autowired
	Listeners listeners;

	@Autowired
	Failures failures;

	TransactionTemplate transaction;

	Long customer = 0L;

	@BeforeEach
	void prepare(@Autowired PlatformTransactionManager transactionManager) {
		this.transaction = new TransactionTemplate(transactionManager);
		this.customer = this.transaction.execute((status) -> {
			Customer ada = new Customer("Ada");
			this.entityManager.persist(ada);
			return Objects.requireNonNull(ada.getId());
		});
	}

	@Test
	void whatIsLoadedByItsIdentifierHasAssociationsAndIsWritten() {
		save();
		assertThat(this.orders.findAll()).singleElement()
			.satisfies((order) -> assertThat(order.getNote()).isEqualTo("Thank you, Ada"));
		assertThat(this.failures.all).isEmpty();
	}

	@Test
	void lazyAssociationsOfTheEventsInstanceCannotBeLoadedOnceTheSessionIsCleared() {
		this.listeners.readsCustomer = true;
		this.transaction.executeWithoutResult((status) -> {
			this.entityManager.persist(order());
			this.entityManager.flush();
			this.entityManager.clear();
		});
		assertThat(this.failures.all).singleElement()
			.satisfies((failure) -> assertThat(failure.error()).isInstanceOf(LazyInitializationException.class));
	}

	@Test
	void changeOfTheEventsInstanceIsNotWritten() {
		this.listeners.changesStatus = true;
		save();
		assertThat(this.orders.findAll()).singleElement()
			.satisfies((order) -> assertThat(order.getStatus()).isEqualTo("new"));
	}

	@Test
	void savingTheEventsInstanceOverwritesWhatOthersHaveChanged() {
		this.listeners.changesStatus = true;
		this.listeners.savesInstance = true;
		save();
		assertThat(this.orders.findAll()).singleElement().satisfies((order) -> {
			assertThat(order.getStatus()).isEqualTo("changed");
			assertThat(order.getNote()).as("what the confirmation has written").isEmpty();
		});
	}

	@Test
	void associationsInChangesMayBeReferences() {
		save();
		Object changed = Objects.requireNonNull(this.listeners.change).newValue();
		assertThat(Hibernate.isInitialized(changed)).isFalse();
		assertThat(this.unit.getPersistenceUnitUtil().getIdentifier(changed)).isEqualTo(this.customer);
	}

	private void save() {
		this.transaction.executeWithoutResult((status) -> this.entityManager.persist(order()));
	}

	private Order order() {
		return new Order(this.entityManager.getReference(Customer.class, this.customer), "new", "");
	}

	static class Listeners {

		private final OrderRepository orders;

		boolean readsCustomer;

		boolean changesStatus;

		boolean savesInstance;

		@Nullable AttributeChange change;

		Listeners(OrderRepository orders) {
			this.orders = orders;
		}

		@EventListener
		@AfterCommit
		void saved(PostSaveEvent.Created<Order> event) {
			this.change = event.getChanges().get("customer");
			if (this.readsCustomer) {
				event.getEntity().getCustomer().getName();
			}
			if (this.changesStatus) {
				event.getEntity().setStatus("changed");
			}
			if (this.savesInstance) {
				this.orders.save(event.getEntity());
			}
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Failures {

		final List<PostSaveFailure> all = new ArrayList<>();

		@Bean
		PostSaveErrorHandler errorHandler() {
			return this.all::add;
		}

	}

}
