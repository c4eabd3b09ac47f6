package io.postsave.listener;

import java.util.ArrayList;
import java.util.List;

import io.postsave.PostSaveEvent;
import io.postsave.bookshop.Book;
import io.postsave.library.catalog.Task;
import io.postsave.test.TestPostSave;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.BeanInitializationException;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.RestrictedTransactionalEventListenerFactory;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalApplicationListenerMethodAdapter;
import org.springframework.transaction.event.TransactionalEventListener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of {@link TransactionalListenerMethodFactory}: it leaves everything else as
 * Spring's own has it.
 */
class TransactionalListenerMethodFactoryTests {

	private static final List<Object> told = new ArrayList<>();

	@BeforeEach
	void forget() {
		told.clear();
	}

	@Test
	void methodThatHearsSavesGetsOurAdapter() {
		try (AnnotationConfigApplicationContext context = contextWith(Fallback.class)) {
			assertThat(context.getApplicationListeners()).hasOnlyElementsOfType(TransactionalListenerMethod.class)
				.hasSize(1);
			context.publishEvent(TestPostSave.created(new Book("one"), 1L));
			context.publishEvent(TestPostSave.created(new Task(), 1L));
			assertThat(told).hasSize(1);
		}
	}

	@Test
	void phaseAndIdAreKept() {
		try (AnnotationConfigApplicationContext context = contextWith(Phased.class)) {
			assertThat(context.getApplicationListeners()).singleElement()
				.isInstanceOfSatisfying(TransactionalApplicationListenerMethodAdapter.class, (adapter) -> {
					assertThat(adapter.getTransactionPhase()).isEqualTo(TransactionPhase.AFTER_ROLLBACK);
					assertThat(adapter.getListenerId()).isEqualTo("mine");
				});
		}
	}

	@Test
	void methodsThatHearOtherEventsGetSpringsAdapter() {
		try (AnnotationConfigApplicationContext context = contextWith(Strings.class)) {
			assertThat(context.getApplicationListeners()).hasSize(2)
				.allSatisfy((listener) -> assertThat(listener)
					.isExactlyInstanceOf(TransactionalApplicationListenerMethodAdapter.class));
			context.publishEvent("one");
			assertThat(told).filteredOn("one"::equals).hasSize(2);
		}
	}

	@Test
	void transactionalMethodIsRefusedAsSpringRefusesIt() {
		assertThatExceptionOfType(BeanInitializationException.class).isThrownBy(() -> contextWith(Refused.class))
			.withMessageContaining("REQUIRES_NEW or NOT_SUPPORTED");
		contextWith(NotRefused.class).close();
	}

	private static AnnotationConfigApplicationContext contextWith(Class<?> listener) {
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
		context.registerBean(RestrictedTransactionalEventListenerFactory.class);
		context.registerBean(TransactionalListenerMethodFactory.class,
				() -> new TransactionalListenerMethodFactory(context.getDefaultListableBeanFactory(),
						ListenerCalls::new, () -> new InTransactionPublication(context), NoEndedTransaction::new));
		context.registerBean(listener);
		context.refresh();
		return context;
	}

	static class Fallback {

		@TransactionalEventListener(fallbackExecution = true)
		void on(PostSaveEvent<Book> event) {
			told.add(event);
		}

	}

	static class Phased {

		@TransactionalEventListener(phase = TransactionPhase.AFTER_ROLLBACK, id = "mine")
		void on(PostSaveEvent<Book> event) {
		}

	}

	abstract static class Anything<E> {

		@TransactionalEventListener(fallbackExecution = true)
		void onVariable(E event) {
			told.add(event);
		}

	}

	static class Strings extends Anything<String> {

		@TransactionalEventListener(fallbackExecution = true)
		void on(String event) {
			told.add(event);
		}

	}

	static class Refused {

		@TransactionalEventListener
		@Transactional
		void on(PostSaveEvent<Book> event) {
		}

	}

	static class NotRefused {

		@TransactionalEventListener
		@Transactional(propagation = Propagation.REQUIRES_NEW)
		void on(PostSaveEvent<Book> event) {
		}

	}

}
