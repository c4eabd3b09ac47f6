package io.postsave.integration.failures;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import io.postsave.PostSaveErrorHandler;
import io.postsave.PostSaveEvent;
import io.postsave.PostSaveFailure;
import io.postsave.bookshop.Book;
import io.postsave.bookshop.Note;
import io.postsave.integration.support.AbstractAfterCommitIntegrationTests;
import io.postsave.library.catalog.Notes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.transaction.annotation.Transactional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of listeners that fail after the commit.
 */
@Tag("smoke")
@Import(ListenerFailuresAfterCommitIntegrationTests.Listeners.class)
@ExtendWith(OutputCaptureExtension.class)
class ListenerFailuresAfterCommitIntegrationTests extends AbstractAfterCommitIntegrationTests {

	@Autowired
	First first;

	@Autowired
	Last last;

	@Autowired
	Handler handler;

	@Autowired
	Notes notes;

	@BeforeEach
	void forget() {
		this.handler.handled.clear();
		this.last.told.clear();
	}

	@AfterEach
	void succeed() {
		this.first.thrown = null;
		this.handler.thrown = null;
	}

	@ParameterizedTest
	@MethodSource
	void failureStopsNeitherTheCallerNorOtherListenersNorOtherEvents(Throwable failure) {
		this.first.thrown = failure;
		inTransaction(() -> persist(new Book("one"), new Book("two")));
		assertThat(stored(Book.class)).containsExactly("one", "two");
		assertThat(this.last.told).containsExactly("+one", "+two");
		assertThat(heard()).containsExactly("+one", "+two");
		assertThat(this.handler.handled).extracting(PostSaveFailure::error).containsExactly(failure, failure);
		assertThat(this.handler.handled).extracting((handled) -> describe(handled.event()))
			.containsExactly("+one", "+two");
		assertThat(this.handler.handled).extracting(PostSaveFailure::listener)
			.allSatisfy((listener) -> assertThat(listener).contains("First.on"));
	}

	static Stream<Throwable> failureStopsNeitherTheCallerNorOtherListenersNorOtherEvents() {
		return Stream.of(new IllegalStateException("unchecked"), new IOException("checked"),
				new AssertionError("error"), new StackOverflowError("overflown"), new Exception("exception"),
				new Throwable("throwable"), new NoClassDefFoundError("missing"));
	}

	@Test
	void checkedExceptionOfATransactionalListenerIsHandedOnItself() {
		this.first.thrown = new IOException("checked");
		inTransaction(() -> persist(new Note("one")));
		assertThat(this.handler.handled).extracting(PostSaveFailure::error).containsExactly(this.first.thrown);
	}

	@Test
	void savesOfAFailedListenerThatWereCommittedAreTold() {
		this.script.onCreated(Book.class, (book) -> {
			this.notes.save(new Note("about " + book.getTitle()));
			throw new IllegalStateException("too late");
		});
		inTransaction(() -> persist(new Book("one")));
		assertThat(heard()).containsExactly("+one", "+about one");
		assertThat(this.handler.handled).hasSize(1);
	}

	@Test
	void failedConditionIsHandedOn() {
		inTransaction(() -> persist(new Book("no such attribute"), new Book("another")));
		assertThat(this.handler.handled).hasSize(1);
		assertThat(this.handler.handled.get(0).error()).isInstanceOf(IllegalArgumentException.class)
			.hasMessageContaining("titel");
		assertThat(this.last.told).containsExactly("+no such attribute", "+another");
	}

	@ParameterizedTest
	@MethodSource
	void errorHandlerThatThrowsIsSurvived(Throwable failure, CapturedOutput output) {
		this.first.thrown = new IllegalStateException("refused");
		this.handler.thrown = failure;
		inTransaction(() -> persist(new Book("one"), new Book("two")));
		assertThat(this.handler.handled).hasSize(2);
		assertThat(this.last.told).containsExactly("+one", "+two");
		assertThat(output).contains("Error handler failed for listener").contains("handler's own");
	}

	static Stream<Throwable> errorHandlerThatThrowsIsSurvived() {
		return Stream.of(new IllegalStateException("handler's own"), new AssertionError("handler's own"),
				new StackOverflowError("handler's own"));
	}

	@Test
	void failureThatMadeTheErrorHandlerFailIsLoggedWithIt(CapturedOutput output) {
		this.first.thrown = new IllegalStateException("refused by the listener");
		this.handler.thrown = new IllegalArgumentException("handler's own");
		inTransaction(() -> persist(new Book("one")));
		assertThat(output).containsSubsequence("ERROR", "Error handler failed for listener", "First.on",
				"IllegalArgumentException: handler's own", "Suppressed: java.lang.IllegalStateException: refused by");
	}

	@Test
	void failureThatTheErrorHandlerThrowsItselfIsLogged(CapturedOutput output) {
		this.first.thrown = new IllegalStateException("thrown again");
		this.handler.thrown = this.first.thrown;
		inTransaction(() -> persist(new Book("one")));
		assertThat(output).containsSubsequence("ERROR", "Error handler failed", "IllegalStateException: thrown again");
	}

	@Test
	void failureIsLoggedThoughThatOfTheErrorHandlerTakesNoOthers(CapturedOutput output) {
		this.first.thrown = new IllegalStateException("refused by the listener");
		this.handler.thrown = new NothingSuppressed();
		inTransaction(() -> persist(new Book("one")));
		assertThat(output).contains("NothingSuppressed: handler's own",
				"IllegalStateException: refused by the listener");
	}

	@Test
	void stackThatReallyOverflowsIsAFailureAsOthersAre() {
		this.script.onCreated(Book.class, (book) -> overflow(1));
		inTransaction(() -> persist(new Book("one"), new Book("two")));
		assertThat(this.last.told).containsExactly("+one", "+two");
		assertThat(this.handler.handled).hasSize(2)
			.allSatisfy((failure) -> assertThat(failure.error()).isInstanceOf(StackOverflowError.class));
	}

	private static int overflow(int depth) {
		return overflow(depth + 1) + depth;
	}

	@Test
	void errorOfTheVirtualMachineIsLoggedWithWhatIsNotTold(CapturedOutput output) {
		this.first.thrown = new OutOfMemoryError("not ours");
		assertThatExceptionOfType(OutOfMemoryError.class)
			.isThrownBy(() -> inTransaction(() -> persist(new Book("one"))));
		assertThat(output).containsSubsequence("ERROR", "First.on", "error of the virtual machine");
		this.first.thrown = null;
	}

	@ParameterizedTest
	@MethodSource
	void errorsOfTheVirtualMachineReachTheCallerAndLeaveTheThreadClean(Error failure) {
		this.first.thrown = failure;
		assertThatExceptionOfType(failure.getClass())
			.isThrownBy(() -> inTransaction(() -> persist(new Book("one"), new Book("two"))))
			.isSameAs(failure);
		assertThat(stored(Book.class)).containsExactly("one", "two");
		assertThat(this.handler.handled).isEmpty();
		this.first.thrown = null;
		this.last.told.clear();
		inTransaction(() -> persist(new Book("three")));
		assertThat(this.last.told).containsExactly("+three");
	}

	static Stream<Error> errorsOfTheVirtualMachineReachTheCallerAndLeaveTheThreadClean() {
		return Stream.of(new OutOfMemoryError("not ours"), new InternalError("not ours"));
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class Listeners {

		@Bean
		First first() {
			return new First();
		}

		@Bean
		TransactionalFirst transactionalFirst(First first) {
			return new TransactionalFirst(first);
		}

		@Bean
		Last last() {
			return new Last();
		}

		@Bean
		Misspelled misspelled() {
			return new Misspelled();
		}

		@Bean
		@Primary
		Handler handler() {
			return new Handler();
		}

	}

	@SuppressWarnings("serial")
	static class NothingSuppressed extends RuntimeException {

		NothingSuppressed() {
			super("handler's own", null, false, false);
		}

	}

	static class Handler implements PostSaveErrorHandler {

		final List<PostSaveFailure> handled = new CopyOnWriteArrayList<>();

		Throwable thrown;

		@Override
		public void handle(PostSaveFailure failure) {
			this.handled.add(failure);
			if (this.thrown instanceof Error error) {
				throw error;
			}
			if (this.thrown instanceof RuntimeException exception) {
				throw exception;
			}
		}

	}

	static class First {

		Throwable thrown;

		@Order(1)
		@EventListener
		void on(PostSaveEvent<Book> event) throws Throwable {
			if (this.thrown != null) {
				throw this.thrown;
			}
		}

	}

	static class TransactionalFirst {

		private final First first;

		TransactionalFirst(First first) {
			this.first = first;
		}

		@Order(1)
		@EventListener
		@Transactional
		public void on(PostSaveEvent<Note> event) throws IOException {
			if (this.first.thrown instanceof IOException exception) {
				throw exception;
			}
		}

	}

	static class Misspelled {

		@Order(1)
		@EventListener(condition = "#event.entity.title == 'no such attribute' and #event.hasChanged('titel')")
		void on(PostSaveEvent<Book> event) {
		}

	}

	static class Last {

		final List<String> told = new CopyOnWriteArrayList<>();

		@Order(3)
		@EventListener
		void on(PostSaveEvent<Book> event) {
			this.told.add(describe(event));
		}

	}

}
