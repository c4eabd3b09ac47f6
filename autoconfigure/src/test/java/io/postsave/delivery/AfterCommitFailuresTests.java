package io.postsave.delivery;

import java.util.ArrayList;
import java.util.List;

import io.postsave.PostSaveErrorHandler;
import io.postsave.PostWriteEvent;
import io.postsave.PostSaveFailure;
import io.postsave.delivery.FakeEntity.Book;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link AfterCommitFailures} and {@link ThrownFailures}.
 */
@ExtendWith(OutputCaptureExtension.class)
class AfterCommitFailuresTests {

	private final PostWriteEvent<?> event = WriteEvents.eventFor(FakeRow.created(new Book(1)));

	private final List<Throwable> handled = new ArrayList<>();

	private PostSaveErrorHandler handler = (failure) -> this.handled.add(failure.error());

	private final AfterCommitFailures failures = new AfterCommitFailures(() -> this.handler);

	private final ThrownFailures thrown = new ThrownFailures();

	@Test
	void failureGoesToTheErrorHandler() {
		RuntimeException error = new IllegalStateException();
		this.failures.listenerFailed(failure(error), null);
		assertThat(this.handled).containsExactly(error);
	}

	@Test
	void errorsThatAListenerCausesGoThereToo() {
		this.failures.listenerFailed(failure(new AssertionError()), null);
		this.failures.listenerFailed(failure(new StackOverflowError()), null);
		assertThat(this.handled).hasSize(2);
	}

	@Test
	void errorOfTheVirtualMachinePassesAndIsLogged(CapturedOutput output) {
		InternalError error = new InternalError();
		assertThatExceptionOfType(InternalError.class)
			.isThrownBy(() -> this.failures.listenerFailed(failure(error), null))
			.isSameAs(error);
		assertThat(this.handled).isEmpty();
		assertThat(output).contains("Listener books.index of PostSaveEvent.Created<Book>[id=1")
			.contains("met an error of the virtual machine");
	}

	@Test
	void errorHandlersFailureIsLoggedWithTheListeners(CapturedOutput output) {
		RuntimeException error = new IllegalStateException("listener's");
		RuntimeException handlers = new IllegalStateException("handler's");
		this.handler = (failure) -> {
			throw handlers;
		};
		this.failures.listenerFailed(failure(error), null);
		assertThat(handlers).hasSuppressedException(error);
		assertThat(output).contains("Error handler failed for listener books.index of")
			.contains("handler's")
			.contains("listener's");
	}

	@Test
	void errorHandlerMayThrowTheListenersFailureItself(CapturedOutput output) {
		IllegalStateException error = new IllegalStateException("listener's");
		this.handler = (failure) -> {
			throw error;
		};
		this.failures.listenerFailed(failure(error), null);
		assertThat(error).hasNoSuppressedExceptions();
		assertThat(output).contains("listener's");
	}

	@Test
	void listenersFailureIsLoggedForItselfWhereTheHandlersTakesNoOthers(CapturedOutput output) {
		this.handler = (failure) -> {
			throw new Unsuppressing();
		};
		this.failures.listenerFailed(failure(new IllegalStateException("listener's")), null);
		assertThat(output).contains("Error handler failed")
			.contains("Failure of listener books.index of")
			.contains("listener's");
	}

	@Test
	void errorOfTheVirtualMachineInTheErrorHandlerPasses() {
		OutOfMemoryError error = new OutOfMemoryError();
		this.handler = (failure) -> {
			throw error;
		};
		assertThatExceptionOfType(OutOfMemoryError.class)
			.isThrownBy(() -> this.failures.listenerFailed(failure(new IllegalStateException()), null))
			.isSameAs(error);
	}

	@Test
	void errorHandlerThatCannotBeFoundIsLogged(CapturedOutput output) {
		new AfterCommitFailures(() -> {
			throw new IllegalStateException("no such bean");
		}).listenerFailed(failure(new IllegalStateException("listener's")), null);
		assertThat(output).contains("no such bean").contains("listener's");
	}

	@Test
	void testNoticesWhatWouldOnlyBeLogged(CapturedOutput output) {
		RuntimeException error = new IllegalStateException("listener's");
		this.handler = new LoggingErrorHandler();
		this.failures.listenerFailed(failure(error), this.thrown);
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(this.thrown::throwAny).isSameAs(error);
		assertThat(output).doesNotContain("listener's");
	}

	@Test
	void testNoticesNothingThatTheApplicationHandles() {
		this.failures.listenerFailed(failure(new IllegalStateException()), this.thrown);
		assertThat(this.handled).hasSize(1);
		assertThatCode(this.thrown::throwAny).doesNotThrowAnyException();
	}

	@Test
	void testNoticesAChainThatNeverEndsEvenThen() {
		EndlessSavesException endless = EndlessSavesException.afterCommit(3, this.event, "books.index");
		this.failures.handle(failure(endless), this.thrown);
		assertThat(this.handled).containsExactly(endless);
		assertThatExceptionOfType(EndlessSavesException.class).isThrownBy(this.thrown::throwAny).isSameAs(endless);
	}

	@Test
	void firstOfSeveralFailuresIsThrownWithTheOthersSuppressed() {
		Exception first = new Exception("checked");
		Exception second = new IllegalStateException();
		this.thrown.add(first);
		this.thrown.add(second);
		this.thrown.add(first);
		assertThatExceptionOfType(Exception.class).isThrownBy(this.thrown::throwAny).isSameAs(first);
		assertThat(first.getSuppressed()).containsExactly(second);
	}

	@Test
	void defaultHandlerNamesTheEntityAndNoneOfItsContent(CapturedOutput output) {
		PostWriteEvent<?> updated = WriteEvents
			.eventFor(FakeRow.updated(new Book(7)).changing("title", "secret", "more secret"));
		new LoggingErrorHandler()
			.handle(new PostSaveFailure(updated, "books.index", new IllegalStateException("listener's")));
		assertThat(output).contains("ERROR")
			.contains("Listener books.index failed after the commit that updated " + Book.class.getName()
					+ " with id 7 in persistence unit 'unit'")
			.contains("listener's")
			.doesNotContain("secret");
	}

	private PostSaveFailure failure(Throwable error) {
		return new PostSaveFailure(this.event, "books.index", error);
	}

	@SuppressWarnings("serial")
	private static final class Unsuppressing extends RuntimeException {

		Unsuppressing() {
			super("handler's", null, false, true);
		}

	}

}
