package io.postsave.integration.changes;

import java.util.function.Consumer;

import io.postsave.PostSaveEvent;
import io.postsave.bookshop.Book;
import io.postsave.bookshop.Note;
import io.postsave.bookshop.Script;
import io.postsave.delivery.EndlessSavesException;
import io.postsave.integration.support.Bookshop;
import io.postsave.integration.support.Kind;
import io.postsave.integration.support.LibraryApplication;
import io.postsave.integration.support.LibraryTest;
import io.postsave.integration.support.Moment;
import io.postsave.integration.support.Saves;
import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of listeners that never come to an end.
 */
@LibraryTest(classes = AbstractEndlessListenersIntegrationTests.Application.class,
		properties = "post-save.max-rounds=5")
abstract class AbstractEndlessListenersIntegrationTests {

	private static final String LISTENER = Script.class.getName() + ".on(";

	@Autowired
	Bookshop bookshop;

	@Autowired
	EntityManager entityManager;

	@Autowired
	Script script;

	@Autowired
	Late late;

	@BeforeEach
	void empty() {
		this.late.action = null;
		this.bookshop.empty();
	}

	@ParameterizedTest
	@CsvSource({ "BOOK, COMMIT", "BOOK, FLUSH", "BOOK, QUERY", "BOOK, BEFORE_COMMIT", "BOOK, BEFORE_COMMIT_FLUSHED",
			"BOOK, BEFORE_COMPLETION", "NOTE, COMMIT", "NOTE, FLUSH", "NOTE, QUERY", "NOTE, BEFORE_COMMIT",
			"NOTE, BEFORE_COMMIT_FLUSHED", "NOTE, BEFORE_COMPLETION" })
	void listenerThatSavesTheSameTypeInEveryCallIsStopped(Kind kind, Moment moment) {
		this.script.onCreated(kind.type(), (entity) -> this.bookshop.save(kind, "more " + kind.textOf(entity)));
		assertThatExceptionOfType(EndlessSavesException.class)
			.isThrownBy(() -> this.bookshop.perform(new Saves(kind, true, 2, moment)))
			.withMessageContaining(" 5 rounds")
			.withMessageContaining(kind.type().getName())
			.withMessageContaining(LISTENER)
			.withMessageContaining("post-save.max-rounds");
		assertThat(this.bookshop.heard()).hasSize(10);
		assertNothingIsStored();
	}

	@ParameterizedTest
	@EnumSource
	void listenerThatSavesAndFlushesInEveryCallIsStopped(Kind kind) {
		this.script.onCreated(kind.type(), (entity) -> {
			this.bookshop.save(kind, "more " + kind.textOf(entity));
			this.entityManager.flush();
		});
		assertThatExceptionOfType(EndlessSavesException.class)
			.isThrownBy(() -> this.bookshop.inTransaction(() -> this.bookshop.save(kind, "one")))
			.withMessageContaining(kind.type().getName())
			.withMessageContaining(LISTENER);
		assertThat(this.bookshop.heard()).hasSize(5);
		assertNothingIsStored();
	}

	@ParameterizedTest
	@EnumSource
	void listenerThatUpdatesTheSavedEntityInEveryCallIsStopped(Kind kind) {
		Saves saves = new Saves(kind, false, 1, Moment.COMMIT);
		this.bookshop.prepare(saves);
		this.script.onUpdated(kind.type(), (entity) -> kind.changeText(entity, kind.textOf(entity) + "+"));
		assertThatExceptionOfType(EndlessSavesException.class).isThrownBy(() -> this.bookshop.perform(saves))
			.withMessageContaining(kind.type().getName())
			.withMessageContaining(LISTENER);
		String updated = "~" + kind.typeName() + " new 0";
		assertThat(this.bookshop.heard()).containsExactly(updated, updated + "+", updated + "++", updated + "+++",
				updated + "++++");
		assertThat(this.bookshop.stored(kind)).containsExactly("old 0");
	}

	@Test
	void listenersThatSaveEachOthersTypesAreStopped() {
		this.script.onCreated(Book.class, (book) -> this.bookshop.save(Kind.NOTE, "on " + book.getTitle()));
		this.script.onCreated(Note.class, (note) -> this.bookshop.save(Kind.BOOK, "on " + note.getText()));
		assertThatExceptionOfType(EndlessSavesException.class)
			.isThrownBy(() -> this.bookshop.inTransaction(() -> this.bookshop.save(Kind.BOOK, "one")))
			.withMessageContaining(Note.class.getName())
			.withMessageContaining(LISTENER);
		assertThat(this.bookshop.heard()).hasSize(5);
		assertNothingIsStored();
	}

	@ParameterizedTest
	@CsvSource({ "BOOK, COMMIT", "BOOK, FLUSH", "NOTE, COMMIT", "NOTE, FLUSH" })
	void beforeCommitListenerThatSavesTheSameTypeInEveryCallIsStopped(Kind kind, Moment moment) {
		this.late.action = (event) -> this.bookshop.save(kind, "more " + kind.textOf(event.getEntity()));
		assertThatExceptionOfType(EndlessSavesException.class)
			.isThrownBy(() -> this.bookshop.perform(new Saves(kind, true, 1, moment)))
			.withMessageContaining(kind.type().getName())
			.withMessageContaining(Late.class.getName());
		assertNothingIsStored();
	}

	@ParameterizedTest
	@EnumSource
	void beforeCommitListenerThatSavesAndFlushesInEveryCallIsStopped(Kind kind) {
		this.late.action = (event) -> {
			this.bookshop.save(kind, "more " + kind.textOf(event.getEntity()));
			this.entityManager.flush();
		};
		assertThatExceptionOfType(EndlessSavesException.class)
			.isThrownBy(() -> this.bookshop.inTransaction(() -> this.bookshop.save(kind, "one")))
			.withMessageContaining(kind.type().getName())
			.withMessageContaining(Late.class.getName());
		assertNothingIsStored();
	}

	@Test
	void chainThatEndsInTheLastRoundIsNotStopped() {
		this.script.onCreated(Book.class, (book) -> {
			if (book.getTitle().length() < 5) {
				this.bookshop.save(Kind.BOOK, book.getTitle() + "+");
			}
		});
		this.bookshop.inTransaction(() -> this.bookshop.save(Kind.BOOK, "+"));
		assertThat(this.bookshop.stored(Kind.BOOK)).containsExactly("+", "++", "+++", "++++", "+++++");
	}

	@Test
	void nextTransactionIsNotAffected() {
		this.script.onCreated(Book.class, (book) -> this.bookshop.save(Kind.BOOK, "more"));
		assertThatExceptionOfType(EndlessSavesException.class)
			.isThrownBy(() -> this.bookshop.inTransaction(() -> this.bookshop.save(Kind.BOOK, "one")));
		this.script.reset();
		this.bookshop.inTransaction(() -> this.bookshop.save(Kind.BOOK, "two"));
		assertThat(this.bookshop.heard()).containsExactly("+Book two");
		assertThat(this.bookshop.stored(Kind.BOOK)).containsExactly("two");
	}

	private void assertNothingIsStored() {
		assertThat(this.bookshop.stored(Kind.BOOK)).isEmpty();
		assertThat(this.bookshop.stored(Kind.NOTE)).isEmpty();
	}

	/**
	 * A listener before the commit that does what a test tells it to.
	 */
	static class Late {

		@Nullable Consumer<PostSaveEvent<?>> action;

		@TransactionalEventListener(phase = TransactionPhase.BEFORE_COMMIT)
		void on(PostSaveEvent<?> event) {
			if (this.action != null) {
				this.action.accept(event);
			}
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(LibraryApplication.class)
	static class Application {

		@Bean
		Late late() {
			return new Late();
		}

	}

}
