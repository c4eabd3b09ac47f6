package io.postsave.listener;

import java.util.List;

import io.postsave.AfterCommit;
import io.postsave.InTransaction;
import io.postsave.PostSaveEvent;
import io.postsave.WhenChanged;
import io.postsave.bookshop.Book;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.ApplicationEvent;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Async;
import org.springframework.transaction.event.TransactionalEventListener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for {@link MisplacedAnnotations}, by the factories that ask it.
 */
class MisplacedAnnotationsTests {

	@ParameterizedTest
	@ValueSource(classes = { OnString.class, OnApplicationEvent.class, OnObject.class, OnListOfStrings.class,
			OnVariableOfAnotherType.class })
	void methodThatHearsNoSavesIsRefused(Class<?> listener) {
		assertRefused(listener, "is annotated with @AfterCommit, but hears no save event by its name",
				"Declare PostSaveEvent");
	}

	@Test
	void bothChoicesAreRefusedTogether() {
		assertRefused(Both.class, "is annotated with both @AfterCommit and @InTransaction", "Have one method for each");
	}

	@Test
	void attributesAreNamed() {
		assertRefused(NoAttribute.class, "is annotated with @WhenChanged, but names no attribute", "Name those");
	}

	@ParameterizedTest
	@ValueSource(classes = { TransactionalAfterCommit.class, TransactionalInTransaction.class,
			TransactionalWhenChanged.class })
	void transactionalMethodIsRefused(Class<?> listener) {
		assertRefused(listener, "and with @TransactionalEventListener, which has phases and a condition of its own",
				"Make it a plain @EventListener");
	}

	@ParameterizedTest
	@ValueSource(classes = { TransactionalList.class, TransactionalBooks.class })
	void transactionalListIsRefused(Class<?> listener) {
		assertRefused(listener, "is a @TransactionalEventListener with a List of save events as parameter",
				"Make it an @EventListener, with @AfterCommit");
	}

	@Test
	void conditionOnAListIsRefused() {
		assertRefused(ConditionalList.class, "has a condition and a List of save events as parameter",
				"Use @WhenChanged");
	}

	@ParameterizedTest
	@ValueSource(classes = { AsyncList.class, AsyncClass.class })
	void asyncListIsRefused(Class<?> listener) {
		assertRefused(listener, "is @Async and has a List of save events as parameter", "Leave out @Async");
	}

	@Test
	void listsOfOtherThingsAreNobodysBusiness() {
		try (AnnotationConfigApplicationContext context = contextWith(Strings.class)) {
			context.publishEvent(new PayloadApplicationEvent<>(this, List.of("a")));
			assertThat(context.isActive()).isTrue();
		}
	}

	private static void assertRefused(Class<?> listener, String reason, String remedy) {
		assertThatException().isThrownBy(() -> contextWith(listener).close())
			.havingRootCause()
			.isExactlyInstanceOf(IllegalStateException.class)
			.withMessageStartingWith("Listener method " + MisplacedAnnotationsTests.class.getName() + "$")
			.withMessageContaining(reason)
			.withMessageContaining(remedy);
	}

	private static AnnotationConfigApplicationContext contextWith(Class<?> listener) {
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
		context.registerBean(PlainListenerMethodFactory.class,
				() -> new PlainListenerMethodFactory(context.getDefaultListableBeanFactory(), ListenerCalls::new,
						() -> new InTransactionPublication(context), () -> false,
						() -> new NamedAttributes(null, (type) -> false, () -> true)));
		context.registerBean(TransactionalListenerMethodFactory.class,
				() -> new TransactionalListenerMethodFactory(context.getDefaultListableBeanFactory(),
						ListenerCalls::new, () -> new InTransactionPublication(context), NoEndedTransaction::new));
		context.registerBean(listener);
		context.refresh();
		return context;
	}

	static class OnString {

		@EventListener
		@AfterCommit
		void on(String event) {
		}

	}

	static class OnApplicationEvent {

		@EventListener
		@AfterCommit
		void on(ApplicationEvent event) {
		}

	}

	static class OnObject {

		@EventListener
		@AfterCommit
		void on(Object event) {
		}

	}

	static class OnListOfStrings {

		@EventListener
		@AfterCommit
		void on(List<String> events) {
		}

	}

	abstract static class OnVariable<T> {

		@EventListener
		@AfterCommit
		void on(T event) {
		}

	}

	static class OnVariableOfAnotherType extends OnVariable<Book> {

	}

	static class Both {

		@EventListener
		@AfterCommit
		@InTransaction
		void on(PostSaveEvent<Book> event) {
		}

	}

	static class NoAttribute {

		@EventListener
		@WhenChanged({})
		void on(PostSaveEvent<Book> event) {
		}

	}

	static class TransactionalAfterCommit {

		@TransactionalEventListener
		@AfterCommit
		void on(PostSaveEvent<Book> event) {
		}

	}

	static class TransactionalInTransaction {

		@TransactionalEventListener
		@InTransaction
		void on(PostSaveEvent<Book> event) {
		}

	}

	static class TransactionalWhenChanged {

		@TransactionalEventListener
		@WhenChanged("title")
		void on(PostSaveEvent<Book> event) {
		}

	}

	static class TransactionalList {

		@TransactionalEventListener
		void on(List<PostSaveEvent<Book>> events) {
		}

	}

	abstract static class TransactionalLists<T> {

		@TransactionalEventListener
		void on(List<T> events) {
		}

	}

	static class TransactionalBooks extends TransactionalLists<PostSaveEvent<Book>> {

	}

	static class Strings extends TransactionalLists<String> {

		@EventListener(condition = "true")
		@Async
		void conditional(List<String> events) {
		}

	}

	static class ConditionalList {

		@EventListener(condition = "true")
		void on(List<PostSaveEvent<Book>> events) {
		}

	}

	static class AsyncList {

		@EventListener
		@Async
		void on(List<PostSaveEvent<Book>> events) {
		}

	}

	@Async
	static class AsyncClass {

		@EventListener
		void on(List<PostSaveEvent<Book>> events) {
		}

	}

}
