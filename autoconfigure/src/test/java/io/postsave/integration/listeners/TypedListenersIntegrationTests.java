package io.postsave.integration.listeners;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.postsave.PostSaveEvent;
import io.postsave.bookshop.Book;
import io.postsave.library.catalog.Fee;
import io.postsave.library.catalog.LateFee;
import io.postsave.library.catalog.Overdue;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of who is told: listeners select events by their type, conditions and order.
 */
@SpringBootTest
class TypedListenersIntegrationTests {

	private static final List<String> heard = new CopyOnWriteArrayList<>();

	@Autowired
	TransactionTemplate transaction;

	@Autowired
	EntityManager entityManager;

	@BeforeEach
	void saveAndUpdateEachType() {
		Book book = new Book("one");
		Fee fee = new Fee(1);
		LateFee lateFee = new LateFee(2, 30);
		this.transaction.executeWithoutResult((status) -> {
			this.entityManager.persist(book);
			this.entityManager.persist(fee);
			this.entityManager.persist(lateFee);
		});
		heard.clear();
		this.transaction.executeWithoutResult((status) -> {
			this.entityManager.persist(new Book("one"));
			this.entityManager.persist(new Fee(1));
			this.entityManager.persist(new LateFee(2, 30));
			this.entityManager.find(Book.class, book.getId()).setTitle("two");
			this.entityManager.find(Fee.class, fee.getId()).setAmount(3);
			this.entityManager.find(Fee.class, lateFee.getId()).setStatus("paid");
		});
	}

	@Test
	void classHearsThatClassAlone() {
		assertHeard("class", "+Book", "~Book");
		assertHeard("parent", "+Fee", "~Fee");
		assertHeard("child", "+LateFee", "~LateFee");
	}

	@Test
	void wildcardWithABoundHearsSubclasses() {
		assertHeard("extends parent", "+Fee", "+LateFee", "~Fee", "~LateFee");
		assertHeard("extends interface", "+LateFee", "~LateFee");
	}

	@Test
	void wildcardHearsEverything() {
		assertHeard("wildcard", "+Book", "+Fee", "+LateFee", "~Book", "~Fee", "~LateFee");
		assertHeard("raw", "+Book", "+Fee", "+LateFee", "~Book", "~Fee", "~LateFee");
	}

	@Test
	void createdAndUpdatedAreSelectedByType() {
		assertHeard("created", "+Fee");
		assertHeard("updated", "~Fee");
		assertHeard("any created", "+Book", "+Fee", "+LateFee");
		assertHeard("any updated", "~Book", "~Fee", "~LateFee");
	}

	@Test
	void classesWithoutAParameterAreHeard() {
		assertHeard("classes", "called", "called", "called", "called", "called", "called");
		assertHeard("classes created", "called", "called", "called");
		assertHeard("two classes", "+Book", "+Fee", "+LateFee", "~Book", "~Fee", "~LateFee");
	}

	@Test
	void conditionsSelectByTheCreatedStatusAndTheChanges() {
		assertHeard("if created", "+Fee");
		assertHeard("if not created", "~Fee");
		assertHeard("if status changed", "~LateFee");
		assertHeard("if title changed", "+Book", "~Book");
		assertHeard("if amount is 3", "~Fee");
	}

	@Test
	void applicationListenerBeansAreTold() {
		assertHeard("bean", "+Book", "~Book");
		assertHeard("bean created", "+Book");
		assertHeard("bean wildcard", "+Book", "+Fee", "+LateFee", "~Book", "~Fee", "~LateFee");
		assertHeard("lambda", "+Book", "~Book");
		assertHeard("lambda updated", "~Fee");
	}

	@Test
	void lazyListenersAreTold() {
		assertHeard("lazy", "+Fee", "~Fee");
	}

	@Test
	void listenersOfOneEventAreToldInTheirOrder() {
		assertThat(heard.stream().filter((line) -> line.startsWith("order "))).containsExactly("order 1: +Book",
				"order 2: +Book", "order 3: +Book", "order 1: ~Book", "order 2: ~Book", "order 3: ~Book");
	}

	private static void assertHeard(String listener, String... lines) {
		String prefix = listener + ": ";
		assertThat(
				heard.stream().filter((line) -> line.startsWith(prefix)).map((line) -> line.substring(prefix.length())))
			.containsExactlyInAnyOrder(lines);
	}

	private static void hear(String listener, PostSaveEvent<?> event) {
		heard.add(listener + ": " + (event.isCreated() ? "+" : "~") + event.getEntityType().getSimpleName());
	}

	static class ByType {

		@EventListener
		void books(PostSaveEvent<Book> event) {
			hear("class", event);
		}

		@EventListener
		void fees(PostSaveEvent<Fee> event) {
			hear("parent", event);
		}

		@EventListener
		void lateFees(PostSaveEvent<LateFee> event) {
			hear("child", event);
		}

		@EventListener
		void allFees(PostSaveEvent<? extends Fee> event) {
			hear("extends parent", event);
		}

		@EventListener
		void overdue(PostSaveEvent<? extends Overdue> event) {
			assertThat(event.getEntity().daysLate()).isEqualTo(30);
			hear("extends interface", event);
		}

		@EventListener
		void everything(PostSaveEvent<?> event) {
			hear("wildcard", event);
		}

		@EventListener
		@SuppressWarnings("rawtypes")
		void raw(PostSaveEvent event) {
			hear("raw", event);
		}

		@EventListener
		void createdFees(PostSaveEvent.Created<Fee> event) {
			hear("created", event);
		}

		@EventListener
		void updatedFees(PostSaveEvent.Updated<Fee> event) {
			hear("updated", event);
		}

		@EventListener
		void created(PostSaveEvent.Created<?> event) {
			hear("any created", event);
		}

		@EventListener
		void updated(PostSaveEvent.Updated<?> event) {
			hear("any updated", event);
		}

	}

	static class ByClasses {

		@EventListener(classes = PostSaveEvent.class)
		void everything() {
			heard.add("classes: called");
		}

		@EventListener(classes = PostSaveEvent.Created.class)
		void created() {
			heard.add("classes created: called");
		}

		@EventListener(classes = { PostSaveEvent.Created.class, PostSaveEvent.Updated.class })
		void both(PostSaveEvent<?> event) {
			hear("two classes", event);
		}

	}

	static class ByCondition {

		@EventListener(condition = "#event.created")
		void created(PostSaveEvent<Fee> event) {
			hear("if created", event);
		}

		@EventListener(condition = "!#event.created")
		void updated(PostSaveEvent<Fee> event) {
			hear("if not created", event);
		}

		@EventListener(condition = "#event.hasChanged('status')")
		void statusChanged(PostSaveEvent<? extends Fee> event) {
			hear("if status changed", event);
		}

		@EventListener(condition = "#event.hasChanged('title')")
		void titleChanged(PostSaveEvent<?> event) {
			hear("if title changed", event);
		}

		@EventListener(condition = "#event.changes['amount']?.newValue == 3")
		void amountChanged(PostSaveEvent.Updated<? extends Fee> event) {
			hear("if amount is 3", event);
		}

	}

	static class InOrder {

		@Order(2)
		@EventListener
		void second(PostSaveEvent<Book> event) {
			hear("order 2", event);
		}

		@Order(3)
		@EventListener
		void third(PostSaveEvent<? extends Book> event) {
			hear("order 3", event);
		}

		@Order(1)
		@EventListener
		void first(PostSaveEvent<?> event) {
			if (event.getEntityType() == Book.class) {
				hear("order 1", event);
			}
		}

	}

	static class BookListener implements ApplicationListener<PostSaveEvent<Book>> {

		@Override
		public void onApplicationEvent(PostSaveEvent<Book> event) {
			hear("bean", event);
		}

	}

	static class CreatedBookListener implements ApplicationListener<PostSaveEvent.Created<Book>> {

		@Override
		public void onApplicationEvent(PostSaveEvent.Created<Book> event) {
			hear("bean created", event);
		}

	}

	static class AnyListener implements ApplicationListener<PostSaveEvent<?>> {

		@Override
		public void onApplicationEvent(PostSaveEvent<?> event) {
			hear("bean wildcard", event);
		}

	}

	@Lazy
	static class LazyListener {

		@EventListener
		void fees(PostSaveEvent<Fee> event) {
			hear("lazy", event);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EntityScan(basePackageClasses = { Book.class, Fee.class })
	@Import({ ByType.class, ByClasses.class, ByCondition.class, InOrder.class, BookListener.class,
			CreatedBookListener.class, AnyListener.class, LazyListener.class })
	static class Application {

		@Bean
		ApplicationListener<PostSaveEvent<Book>> lambda() {
			return (event) -> hear("lambda", event);
		}

		@Bean
		ApplicationListener<PostSaveEvent.Updated<Fee>> updatedLambda() {
			return (event) -> hear("lambda updated", event);
		}

	}

}
