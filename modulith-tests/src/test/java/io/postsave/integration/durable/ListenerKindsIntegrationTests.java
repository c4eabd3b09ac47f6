package io.postsave.integration.durable;

import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import io.postsave.PostSaveEvent;
import io.postsave.PostWriteEvent;
import io.postsave.integration.durable.Mailbox.Letter;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.scheduling.annotation.Async;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

import static io.postsave.integration.durable.DurableApplication.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The kinds of methods that are durable listeners.
 */
class ListenerKindsIntegrationTests {

	@ParameterizedTest
	@ValueSource(classes = { Letters.OfCreated.class, Letters.OfAll.class, InNewTransaction.class, Asynchronous.class,
			OfObjects.class, WithFuture.class, WithoutParameterType.class })
	void isCalledAgainUntilItSucceeds(Class<?> listener) {
		DurableApplication.Starter starter = DurableApplication.withListeners(listener);
		starter.mailbox().failing(2);
		try (DurableApplication application = starter.start()) {
			Long id = application.save("Ada");
			await().atMost(PATIENCE)
				.untilAsserted(() -> assertThat(application.statuses()).containsExactly("COMPLETED"));
			assertThat(starter.mailbox().ids()).containsExactly(id);
			assertThat(starter.mailbox().calls()).hasSize(3)
				.extracting(Letter::event)
				.containsOnly(starter.mailbox().delivered().get(0).event());
			assertThat(application.attempts()).containsExactly(3);
		}
	}

	@Test
	void beanBehindAnInterfaceIsCalledAgainUntilItSucceeds() {
		DurableApplication.Starter starter = DurableApplication.withListeners(BehindAnInterface.class)
			.with("spring.aop.proxy-target-class=false");
		starter.mailbox().failing(2);
		try (DurableApplication application = starter.start()) {
			assertThat(Proxy.isProxyClass(application.bean(Welcoming.class).getClass())).isTrue();
			application.save("Ada");
			await().atMost(PATIENCE)
				.untilAsserted(() -> assertThat(application.statuses()).containsExactly("COMPLETED"));
			assertThat(starter.mailbox().calls()).hasSize(3);
		}
	}

	@Test
	void severalListenersFailIndependently() {
		DurableApplication.Starter starter = DurableApplication.withListeners(Letters.OfCreated.class, Punctual.class);
		starter.mailbox().failing(2);
		try (DurableApplication application = starter.start()) {
			application.save("Ada");
			await().atMost(PATIENCE)
				.untilAsserted(() -> assertThat(application.statuses()).containsExactly("COMPLETED", "COMPLETED"));
			assertThat(application.bean(Punctual.class).calls()).hasValue(1);
			assertThat(starter.mailbox().calls()).hasSize(3);
		}
	}

	@Test
	void conditionHoldsInEachDelivery() {
		DurableApplication.Starter starter = DurableApplication.withListeners(Conditional.class);
		starter.mailbox().failing(1);
		try (DurableApplication application = starter.start()) {
			application.save("Bob");
			Long id = application.save("Ada");
			await().atMost(PATIENCE)
				.untilAsserted(() -> assertThat(application.statuses()).containsExactly("COMPLETED"));
			assertThat(starter.mailbox().calls()).extracting(Letter::id).containsExactly(id, id);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "post-save.delivery=in-transaction", "post-save.delivery=after-commit",
			"spring.aop.auto=true", "spring.aop.auto=false" })
	void entityIsManagedInEachDeliveryAndItsChangesAreWritten(String setting) {
		DurableApplication.Starter starter = DurableApplication.withListeners(Renaming.class).with(setting);
		starter.mailbox().failing(1);
		try (DurableApplication application = starter.start()) {
			Long first = application.save("First");
			await().atMost(PATIENCE).untilAsserted(() -> assertThat(application.statuses()).containsOnly("COMPLETED"));
			Long second = application.save("Second");
			await().atMost(PATIENCE)
				.untilAsserted(() -> assertThat(application.statuses()).hasSize(2).containsOnly("COMPLETED"));
			assertThat(application.bean(Renaming.class).managed()).hasValue(3);
			assertThat(application.bean(Renaming.class).detached()).hasValue(0);
			assertThat(application.jdbc()
				.queryForList("select name from member where id in (?, ?)", String.class, first, second))
				.containsExactly("First, welcomed", "Second, welcomed");
		}
	}

	@Test
	void firstDeliveryReadsNoRowThatNobodyAsksFor() {
		DurableApplication.Starter starter = DurableApplication.withListeners(Letters.OfCreated.class)
			.with("spring.jpa.properties.hibernate.generate_statistics=true");
		starter.mailbox().failing(1);
		try (DurableApplication application = starter.start("post-save.modulith.resubmit-interval=0")) {
			Statistics statistics = application.bean(EntityManagerFactory.class)
				.unwrap(SessionFactory.class)
				.getStatistics();
			application.save("Ada");
			await().atMost(PATIENCE).untilAsserted(() -> assertThat(application.statuses()).containsExactly("FAILED"));
			assertThat(starter.mailbox().calls()).hasSize(1);
			assertThat(statistics.getEntityLoadCount()).isZero();
		}
	}

	@Test
	void rolledBackSaveIsOwedToNobody() {
		DurableApplication.Starter starter = DurableApplication.withListeners(Letters.OfCreated.class,
				Letters.OfAll.class);
		try (DurableApplication application = starter.start()) {
			application.bean(TransactionTemplate.class).executeWithoutResult((status) -> {
				application.bean(EntityManager.class).persist(new Member("Ada"));
				application.bean(EntityManager.class).flush();
				assertThat(application.statuses()).hasSize(2);
				status.setRollbackOnly();
			});
			assertThat(application.statuses()).isEmpty();
			application.save("Grace");
			await().atMost(PATIENCE)
				.untilAsserted(() -> assertThat(application.statuses()).containsExactly("COMPLETED", "COMPLETED"));
			assertThat(starter.mailbox().delivered()).hasSize(2);
		}
	}

	static class InNewTransaction {

		private final Mailbox mailbox;

		InNewTransaction(Mailbox mailbox) {
			this.mailbox = mailbox;
		}

		@TransactionalEventListener
		@Transactional(propagation = Propagation.REQUIRES_NEW)
		void welcome(PostSaveEvent<Member> event) {
			this.mailbox.deliver("new transaction", event);
		}

	}

	static class Asynchronous {

		private final Mailbox mailbox;

		Asynchronous(Mailbox mailbox) {
			this.mailbox = mailbox;
		}

		@Async
		@TransactionalEventListener
		void welcome(PostSaveEvent<Member> event) {
			this.mailbox.deliver("asynchronous", event);
		}

	}

	static class WithFuture {

		private final Mailbox mailbox;

		WithFuture(Mailbox mailbox) {
			this.mailbox = mailbox;
		}

		@TransactionalEventListener
		CompletableFuture<Void> welcome(PostSaveEvent<Member> event) {
			return CompletableFuture.runAsync(() -> this.mailbox.deliver("future", event));
		}

	}

	static class WithoutParameterType {

		private final Mailbox mailbox;

		WithoutParameterType(Mailbox mailbox) {
			this.mailbox = mailbox;
		}

		@TransactionalEventListener
		<E extends PostWriteEvent<?>> void welcome(E event) {
			this.mailbox.deliver("any write", event);
		}

	}

	static class OfObjects {

		private final Mailbox mailbox;

		OfObjects(Mailbox mailbox) {
			this.mailbox = mailbox;
		}

		@TransactionalEventListener(classes = PostWriteEvent.class)
		void copy(Object event) {
			this.mailbox.deliver("object", (PostWriteEvent<?>) event);
		}

	}

	interface Welcoming {

		void welcome(PostSaveEvent<Member> event);

	}

	static class BehindAnInterface implements Welcoming {

		private final Mailbox mailbox;

		BehindAnInterface(Mailbox mailbox) {
			this.mailbox = mailbox;
		}

		@Override
		@ApplicationModuleListener
		public void welcome(PostSaveEvent<Member> event) {
			this.mailbox.deliver("interface", event);
		}

	}

	static class Punctual {

		private final AtomicInteger calls = new AtomicInteger();

		AtomicInteger calls() {
			return this.calls;
		}

		@ApplicationModuleListener
		void count(PostSaveEvent<Member> event) {
			this.calls.incrementAndGet();
		}

	}

	static class Conditional {

		private final Mailbox mailbox;

		Conditional(Mailbox mailbox) {
			this.mailbox = mailbox;
		}

		@TransactionalEventListener(condition = "#event.changes['name'].newValue() == 'Ada'")
		void welcome(PostSaveEvent<Member> event) {
			this.mailbox.deliver("conditional", event);
		}

	}

	static class Renaming {

		private final AtomicInteger managed = new AtomicInteger();

		private final AtomicInteger detached = new AtomicInteger();

		private final EntityManager entities;

		private final Mailbox mailbox;

		Renaming(EntityManager entities, Mailbox mailbox) {
			this.entities = entities;
			this.mailbox = mailbox;
		}

		AtomicInteger managed() {
			return this.managed;
		}

		AtomicInteger detached() {
			return this.detached;
		}

		@ApplicationModuleListener
		void rename(PostSaveEvent.Created<Member> event) {
			Member member = event.getEntity();
			(this.entities.contains(member) ? this.managed : this.detached).incrementAndGet();
			member.rename(member.name() + ", welcomed");
			this.mailbox.deliver("renaming", event);
		}

	}

}
