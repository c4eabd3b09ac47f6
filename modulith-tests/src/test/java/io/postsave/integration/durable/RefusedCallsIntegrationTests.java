package io.postsave.integration.durable;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.postsave.PostSaveEvent;
import io.postsave.integration.durable.Mailbox.Letter;
import org.aopalliance.intercept.MethodInterceptor;
import org.junit.jupiter.api.Test;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.core.task.TaskExecutor;
import org.springframework.core.task.TaskRejectedException;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.modulith.events.core.EventPublicationRepository;
import org.springframework.transaction.event.TransactionalEventListener;

import static io.postsave.integration.durable.DurableApplication.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What is to be resubmitted, and cannot be handed over to its listener.
 */
class RefusedCallsIntegrationTests {

	private static final List<String> NAMES = List.of("Ada", "Grace", "Joan", "Mary", "Radia", "Frances", "Betty",
			"Jean");

	@Test
	void callsThatAFullExecutorRefusesAreMadeWhenItHasRoom() {
		DurableApplication.Starter starter = DurableApplication.withListeners(Slow.class)
			.with("post-save.modulith.max-attempts=2");
		starter.leaveOwed(RefusedCallsIntegrationTests::saveAll);
		try (DurableApplication application = starter.start("spring.task.execution.pool.core-size=1",
				"spring.task.execution.pool.max-size=1", "spring.task.execution.pool.queue-capacity=2")) {
			await().atMost(PATIENCE).untilAsserted(() -> assertThat(application.statuses()).containsOnly("COMPLETED"));
			assertThat(starter.mailbox().ids()).hasSameSizeAs(NAMES).doesNotHaveDuplicates();
		}
	}

	@Test
	void executorThatRefusesAllHoldsUpNoOtherListener() {
		DurableApplication.Starter starter = DurableApplication.withListeners(Slow.class, AtOnce.class);
		starter.leaveOwed(RefusedCallsIntegrationTests::saveAll);
		try (DurableApplication application = starter.start(List.of(Slow.class, AtOnce.class, Refusing.class))) {
			await().atMost(PATIENCE)
				.untilAsserted(
						() -> assertThat(application.statuses()).filteredOn("COMPLETED"::equals).hasSameSizeAs(NAMES));
			assertThat(starter.mailbox().ids()).hasSameSizeAs(NAMES);
			assertThat(starter.mailbox().delivered()).extracting(Letter::listener).containsOnly("at once");
		}
	}

	@Test
	void whatAnotherProcessHasTakenIsNotWaitedFor() {
		DurableApplication.Starter starter = DurableApplication.withListeners(Letters.OfCreated.class);
		starter.leaveOwed((application) -> application.save("Ada"));
		try (DurableApplication application = starter.start(List.of(Letters.OfCreated.class, Rival.class))) {
			await().atMost(PATIENCE)
				.untilAsserted(() -> assertThat(application.statuses()).containsExactly("COMPLETED"));
			assertThat(application.bean(Rival.class).claims()).isEqualTo(2);
		}
	}

	private static void saveAll(DurableApplication application) {
		application.inTransaction((entities) -> NAMES.forEach((name) -> entities.persist(new Member(name))));
	}

	static class Slow {

		private final Mailbox mailbox;

		Slow(Mailbox mailbox) {
			this.mailbox = mailbox;
		}

		@ApplicationModuleListener
		void welcome(PostSaveEvent.Created<Member> event) throws InterruptedException {
			Thread.sleep(100);
			this.mailbox.deliver("slow", event);
		}

	}

	static class AtOnce {

		private final Mailbox mailbox;

		AtOnce(Mailbox mailbox) {
			this.mailbox = mailbox;
		}

		@TransactionalEventListener
		void welcome(PostSaveEvent.Created<Member> event) {
			this.mailbox.deliver("at once", event);
		}

	}

	static class Refusing {

		@Bean
		TaskExecutor applicationTaskExecutor() {
			return (task) -> {
				throw new TaskRejectedException("The queue is full");
			};
		}

	}

	/**
	 * Claims an event when this process is about to, the first time, as another process
	 * may that fails to call the listener.
	 */
	static class Rival implements BeanPostProcessor {

		private final AtomicInteger claims = new AtomicInteger();

		int claims() {
			return this.claims.get();
		}

		@Override
		public Object postProcessAfterInitialization(Object bean, String beanName) {
			if (!(bean instanceof EventPublicationRepository)) {
				return bean;
			}
			ProxyFactory factory = new ProxyFactory(bean);
			MethodInterceptor claiming = (invocation) -> invocation.getMethod().getName().equals("markResubmitted")
					&& this.claims.incrementAndGet() == 1 ? false : invocation.proceed();
			factory.addAdvice(claiming);
			return factory.getProxy();
		}

	}

}
