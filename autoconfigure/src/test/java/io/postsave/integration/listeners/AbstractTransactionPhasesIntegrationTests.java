package io.postsave.integration.listeners;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.postsave.PostSaveEvent;
import io.postsave.bookshop.Account;
import io.postsave.bookshop.Note;
import io.postsave.bookshop.Script;
import io.postsave.integration.support.Bookshop;
import io.postsave.integration.support.EverySave;
import io.postsave.integration.support.Kind;
import io.postsave.integration.support.LibraryApplication;
import io.postsave.integration.support.LibraryTest;
import io.postsave.integration.support.Moment;
import io.postsave.integration.support.Saves;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.UnexpectedRollbackException;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests of {@link TransactionalEventListener} methods in all four phases, and of
 * synchronizations that plain listeners register.
 */
@LibraryTest(classes = AbstractTransactionPhasesIntegrationTests.Application.class)
abstract class AbstractTransactionPhasesIntegrationTests {

	private static final List<TransactionPhase> PHASES_OF_A_COMMIT = List.of(TransactionPhase.BEFORE_COMMIT,
			TransactionPhase.AFTER_COMMIT, TransactionPhase.AFTER_COMPLETION);

	@Autowired
	Bookshop bookshop;

	@Autowired
	EntityManager entityManager;

	@Autowired
	EntityManagerFactory entityManagerFactory;

	@Autowired
	Script script;

	@Autowired
	Phases phases;

	@BeforeEach
	void empty() {
		this.phases.reset();
		this.bookshop.empty();
	}

	@EverySave
	void eachPhaseIsToldOfEverySaveOnce(Saves saves) {
		prepare(saves);
		this.bookshop.perform(saves);
		assertThat(this.bookshop.stored(saves.kind())).isEqualTo(saves.numbered("new "));
		assertThatPhasesOfACommitAreTold(saves.told());
	}

	@EverySave
	void eachPhaseIsToldOnceOfWhatListenersSave(Saves saves) {
		Kind other = saves.kind().other();
		prepare(saves);
		this.bookshop.onSave(saves, (entity) -> this.bookshop.save(other, "copy of " + saves.kind().textOf(entity)));
		this.script.onCreated(other.type(), (copy) -> {
			if (other.textOf(copy).startsWith("copy of ")) {
				other.changeText(copy, "changed " + other.textOf(copy));
			}
		});
		this.bookshop.perform(saves);
		List<String> told = new ArrayList<>(saves.told());
		told.addAll(saves.numbered("+" + other.typeName() + " copy of new "));
		told.addAll(saves.numbered("~" + other.typeName() + " changed copy of new "));
		assertThat(this.bookshop.stored(other)).isEqualTo(saves.numbered("changed copy of new "));
		assertThatPhasesOfACommitAreTold(told);
	}

	@EverySave
	void eachPhaseIsToldOnceOfWhatBeforeCommitListenersSave(Saves saves) {
		Kind kind = saves.kind();
		Kind other = kind.other();
		prepare(saves);
		this.phases.beforeCommit((event) -> {
			Object entity = event.getEntity();
			if (kind.type().isInstance(entity) && kind.textOf(entity).startsWith("new ")) {
				this.bookshop.save(other, "copy of " + kind.textOf(entity));
			}
			else if (other.type().isInstance(entity)) {
				this.entityManager.persist(new Account("account of " + other.textOf(entity), "nobody"));
			}
		});
		this.bookshop.perform(saves);
		List<String> told = new ArrayList<>(saves.told());
		told.addAll(saves.numbered("+" + other.typeName() + " copy of new "));
		told.addAll(saves.numbered("+Account account of copy of new "));
		assertThat(this.bookshop.stored(other)).isEqualTo(saves.numbered("copy of new "));
		assertThat(this.bookshop.storedAccounts())
			.containsExactlyInAnyOrderElementsOf(saves.numbered("account of copy of new "));
		assertThat(this.bookshop.heard()).isEqualTo(told);
		assertThatPhasesOfACommitAreTold(told);
	}

	@EverySave
	void eachPhaseIsToldOnceOfWhatBeforeCommitListenersSaveAndFlush(Saves saves) {
		Kind kind = saves.kind();
		Kind other = kind.other();
		prepare(saves);
		this.phases.beforeCommit((event) -> {
			Object entity = event.getEntity();
			if (kind.type().isInstance(entity) && kind.textOf(entity).startsWith("new ")) {
				this.bookshop.save(other, "copy of " + kind.textOf(entity));
				this.entityManager.flush();
			}
		});
		this.bookshop.perform(saves);
		List<String> told = new ArrayList<>(saves.told());
		told.addAll(saves.numbered("+" + other.typeName() + " copy of new "));
		assertThat(this.bookshop.stored(other)).isEqualTo(saves.numbered("copy of new "));
		assertThat(this.bookshop.heard()).isEqualTo(told);
		assertThatPhasesOfACommitAreTold(told);
	}

	@EverySave
	void beforeCommitListenerChangesTheSavedEntity(Saves saves) {
		Kind kind = saves.kind();
		prepare(saves);
		this.phases.beforeCommit((event) -> {
			if (kind.textOf(event.getEntity()).startsWith("new ")) {
				kind.changeText(event.getEntity(), "changed " + kind.textOf(event.getEntity()));
			}
		});
		this.bookshop.perform(saves);
		List<String> told = new ArrayList<>(saves.told());
		told.addAll(saves.numbered("~" + kind.typeName() + " changed new "));
		assertThat(this.bookshop.stored(kind)).isEqualTo(saves.numbered("changed new "));
		assertThatPhasesOfACommitAreTold(told);
	}

	@ParameterizedTest
	@EnumSource
	void afterCommitListenerSavesInATransactionOfItsOwn(Kind kind) {
		Saves saves = new Saves(kind, true, 1, Moment.COMMIT);
		prepare(saves);
		this.phases.afterCommit((event) -> {
			if (kind.type().isInstance(event.getEntity())) {
				this.bookshop.inNewTransaction(() -> this.bookshop.save(kind.other(), "copy"));
			}
		});
		this.bookshop.perform(saves);
		assertThat(this.bookshop.stored(kind.other())).containsExactly("copy");
		for (TransactionPhase phase : PHASES_OF_A_COMMIT) {
			assertThat(this.phases.toldTo(phase)).as(phase.name())
				.containsExactlyInAnyOrder("+" + kind.typeName() + " new 0", "+" + kind.other().typeName() + " copy");
		}
	}

	@ParameterizedTest
	@MethodSource
	void whatWasToldBeforeAListenerFailedIsToldToTheRollbackPhases(Saves saves) {
		prepare(saves);
		failOnTheSecondOf(saves);
		assertThatIllegalStateException().isThrownBy(() -> this.bookshop.perform(saves)).withMessage("refused");
		assertThatOnlyTheFirstIsToldToTheRollbackPhases(saves);
	}

	static Stream<Saves> whatWasToldBeforeAListenerFailedIsToldToTheRollbackPhases() {
		return Stream
			.of(Moment.COMMIT, Moment.FLUSH, Moment.BEFORE_COMMIT, Moment.BEFORE_COMMIT_FLUSHED,
					Moment.BEFORE_COMPLETION)
			.flatMap((moment) -> Stream.of(Kind.values()).map((kind) -> new Saves(kind, true, 2, moment)));
	}

	@ParameterizedTest
	@EnumSource
	void listenersFailureThatSpringSwallowsBeforeCompletionRollsBackAllTheSame(Kind kind) {
		Saves saves = new Saves(kind, true, 2, Moment.BEFORE_COMPLETION_FLUSHED);
		prepare(saves);
		failOnTheSecondOf(saves);
		assertThatExceptionOfType(UnexpectedRollbackException.class).isThrownBy(() -> this.bookshop.perform(saves));
		assertThatOnlyTheFirstIsToldToTheRollbackPhases(saves);
	}

	private void failOnTheSecondOf(Saves saves) {
		this.bookshop.onSave(saves, (entity) -> {
			if (saves.kind().textOf(entity).equals("new 1")) {
				throw new IllegalStateException("refused");
			}
		});
	}

	private void assertThatOnlyTheFirstIsToldToTheRollbackPhases(Saves saves) {
		assertThat(this.bookshop.stored(saves.kind())).isEmpty();
		assertThat(this.phases.toldTo(TransactionPhase.BEFORE_COMMIT)).isEmpty();
		assertThat(this.phases.toldTo(TransactionPhase.AFTER_COMMIT)).isEmpty();
		assertThat(this.phases.toldTo(TransactionPhase.AFTER_ROLLBACK)).containsExactly(saves.told().get(0));
		assertThat(this.phases.toldTo(TransactionPhase.AFTER_COMPLETION)).containsExactly(saves.told().get(0));
	}

	@ParameterizedTest
	@EnumSource
	void rolledBackOnlySavesAreToldToTheRollbackPhasesAlone(Kind kind) {
		Saves saves = new Saves(kind, true, 2, Moment.FLUSH);
		prepare(saves);
		this.bookshop.inRolledBackTransaction(() -> this.bookshop.performWithin(saves));
		assertThat(this.bookshop.stored(kind)).isEmpty();
		assertThatPhasesOfARollbackAreTold(saves.told());
	}

	@ParameterizedTest
	@EnumSource
	void savesOfAFailingCallerAreToldToTheRollbackPhasesAlone(Kind kind) {
		Saves saves = new Saves(kind, true, 2, Moment.FLUSH);
		prepare(saves);
		assertThatIllegalStateException().isThrownBy(() -> this.bookshop.inTransaction(() -> {
			this.bookshop.performWithin(saves);
			throw new IllegalStateException("caller");
		})).withMessage("caller");
		assertThat(this.bookshop.stored(kind)).isEmpty();
		assertThatPhasesOfARollbackAreTold(saves.told());
	}

	@Test
	void savesWhoseCommitFailsInTheDatabaseAreToldToTheRollbackPhases() {
		this.bookshop.inTransaction(() -> this.bookshop.save(Kind.NOTE, "taken"));
		this.bookshop.inTransaction(() -> this.bookshop.save(Kind.NOTE, "free"));
		this.phases.reset();
		assertThatExceptionOfType(DataIntegrityViolationException.class)
			.isThrownBy(() -> this.bookshop.inTransaction(() -> {
				this.bookshop.save(Kind.BOOK, "written");
				this.entityManager.flush();
				note("free").setText("taken");
			}));
		assertThat(this.bookshop.stored(Kind.BOOK)).isEmpty();
		assertThat(this.phases.toldTo(TransactionPhase.AFTER_COMMIT)).isEmpty();
		assertThat(this.phases.toldTo(TransactionPhase.AFTER_ROLLBACK)).containsExactly("+Book written");
		assertThat(this.phases.toldTo(TransactionPhase.AFTER_COMPLETION)).containsExactly("+Book written");
	}

	@Test
	void savesOfTheCommitsOwnFlushAreToldToTheRollbackPhasesAloneWhenABeforeCommitListenerFails() {
		this.phases.beforeCommit((event) -> {
			throw new IllegalStateException("refused");
		});
		assertThatIllegalStateException()
			.isThrownBy(() -> this.bookshop.inTransaction(() -> this.bookshop.save(Kind.BOOK, "one")))
			.withMessage("refused");
		assertThat(this.bookshop.stored(Kind.BOOK)).isEmpty();
		assertThat(this.phases.toldTo(TransactionPhase.BEFORE_COMMIT)).containsExactly("+Book one");
		assertThat(this.phases.toldTo(TransactionPhase.AFTER_COMMIT)).isEmpty();
		assertThat(this.phases.toldTo(TransactionPhase.AFTER_ROLLBACK)).containsExactly("+Book one");
		assertThat(this.phases.toldTo(TransactionPhase.AFTER_COMPLETION)).containsExactly("+Book one");
	}

	@EverySave
	void synchronizationsThatAListenerRegistersAreCalledOnce(Saves saves) {
		List<String> called = new ArrayList<>();
		prepare(saves);
		this.bookshop.onSave(saves, (entity) -> register(called, saves.kind().textOf(entity)));
		this.bookshop.perform(saves);
		assertThat(called).containsExactlyInAnyOrderElementsOf(callsOfACommit(saves.numbered("new ")));
		assertCallsAreInOrder(saves, called, saves.numbered("new "));
	}

	@EverySave
	void synchronizationsThatListenersOfListenersSavesRegisterAreCalledOnce(Saves saves) {
		Kind other = saves.kind().other();
		List<String> called = new ArrayList<>();
		prepare(saves);
		this.bookshop.onSave(saves, (entity) -> {
			register(called, saves.kind().textOf(entity));
			this.bookshop.save(other, "copy of " + saves.kind().textOf(entity));
		});
		this.script.onCreated(other.type(), (copy) -> register(called, other.textOf(copy)));
		this.bookshop.perform(saves);
		List<String> names = new ArrayList<>(saves.numbered("new "));
		names.addAll(saves.numbered("copy of new "));
		assertThat(called).containsExactlyInAnyOrderElementsOf(callsOfACommit(names));
		assertCallsAreInOrder(saves, called, names);
	}

	@ParameterizedTest
	@CsvSource({ "BOOK, false", "NOTE, false", "BOOK, true", "NOTE, true" })
	void synchronizationsOfWhatABeforeCommitListenerSavesAreCalledOnce(Kind kind, boolean flush) {
		Kind other = kind.other();
		List<String> called = new ArrayList<>();
		Saves saves = new Saves(kind, true, 2, Moment.COMMIT);
		prepare(saves);
		this.phases.beforeCommit((event) -> {
			if (kind.type().isInstance(event.getEntity())) {
				this.bookshop.save(other, "copy of " + kind.textOf(event.getEntity()));
				if (flush) {
					this.entityManager.flush();
				}
			}
		});
		this.script.onCreated(other.type(), (copy) -> register(called, other.textOf(copy)));
		this.bookshop.perform(saves);
		assertThat(called).containsExactlyInAnyOrderElementsOf(callsOfACommit(saves.numbered("copy of new ")));
		assertCallsAreInOrder(saves, called, saves.numbered("copy of new "));
	}

	@ParameterizedTest
	@EnumSource
	void phasesAreToldOnceOfWhatAListenerSavesInASessionOfItsOwn(Moment moment) {
		Saves saves = new Saves(Kind.BOOK, true, 2, moment);
		List<String> called = new ArrayList<>();
		prepare(saves);
		this.bookshop.onSave(saves, (book) -> {
			try (EntityManager own = this.entityManagerFactory.createEntityManager()) {
				own.getTransaction().begin();
				own.persist(new Note("copy of " + Kind.BOOK.textOf(book)));
				own.getTransaction().commit();
			}
		});
		this.script.onCreated(Note.class, (note) -> register(called, note.getText()));
		this.bookshop.perform(saves);
		assertThat(this.bookshop.stored(Kind.NOTE)).isEqualTo(saves.numbered("copy of new "));
		assertThat(called).containsExactlyInAnyOrderElementsOf(callsOfACommit(saves.numbered("copy of new ")));
		List<String> told = List.of("+Book new 0", "+Note copy of new 0", "+Book new 1", "+Note copy of new 1");
		assertThat(this.bookshop.heard()).isEqualTo(told);
		for (TransactionPhase phase : PHASES_OF_A_COMMIT) {
			assertThat(this.phases.toldTo(phase)).as(phase.name()).containsExactlyInAnyOrderElementsOf(told);
		}
	}

	private void prepare(Saves saves) {
		this.bookshop.prepare(saves);
		this.phases.reset();
	}

	private Note note(String text) {
		return this.entityManager.createQuery("select n from Note n where n.text = :text", Note.class)
			.setParameter("text", text)
			.getSingleResult();
	}

	private void assertThatPhasesOfACommitAreTold(List<String> told) {
		assertThat(this.phases.toldTo(TransactionPhase.BEFORE_COMMIT)).isEqualTo(told);
		assertThat(this.phases.toldTo(TransactionPhase.AFTER_COMMIT)).isEqualTo(told);
		assertThat(this.phases.toldTo(TransactionPhase.AFTER_ROLLBACK)).isEmpty();
		assertThat(this.phases.toldTo(TransactionPhase.AFTER_COMPLETION)).isEqualTo(told);
	}

	private void assertThatPhasesOfARollbackAreTold(List<String> told) {
		assertThat(this.phases.toldTo(TransactionPhase.BEFORE_COMMIT)).isEmpty();
		assertThat(this.phases.toldTo(TransactionPhase.AFTER_COMMIT)).isEmpty();
		assertThat(this.phases.toldTo(TransactionPhase.AFTER_ROLLBACK)).isEqualTo(told);
		assertThat(this.phases.toldTo(TransactionPhase.AFTER_COMPLETION)).isEqualTo(told);
	}

	private static void register(List<String> called, String name) {
		TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

			@Override
			public void beforeCommit(boolean readOnly) {
				called.add("beforeCommit " + name);
			}

			@Override
			public void beforeCompletion() {
				called.add("beforeCompletion " + name);
			}

			@Override
			public void afterCommit() {
				called.add("afterCommit " + name);
			}

			@Override
			public void afterCompletion(int status) {
				called.add("afterCompletion " + name);
			}

		});
	}

	private static List<String> callsOfACommit(List<String> names) {
		List<String> calls = new ArrayList<>();
		for (String name : names) {
			calls.addAll(List.of("beforeCommit " + name, "beforeCompletion " + name, "afterCommit " + name,
					"afterCompletion " + name));
		}
		return calls;
	}

	private static void assertCallsAreInOrder(Saves saves, List<String> called, List<String> names) {
		if (saves.moment() == Moment.BEFORE_COMMIT_FLUSHED) {
			// Spring itself then calls beforeCompletion, and before anybody else can act
			return;
		}
		for (String name : names) {
			assertThat(called).containsSubsequence(callsOfACommit(List.of(name)));
		}
	}

	/**
	 * Remembers in which phase it was told of what.
	 */
	static class Phases {

		private final Map<TransactionPhase, List<String>> told = Collections.synchronizedMap(new LinkedHashMap<>());

		private Consumer<PostSaveEvent<?>> beforeCommit = (event) -> {
		};

		private Consumer<PostSaveEvent<?>> afterCommit = (event) -> {
		};

		@TransactionalEventListener(phase = TransactionPhase.BEFORE_COMMIT)
		void onBeforeCommit(PostSaveEvent<?> event) {
			remember(TransactionPhase.BEFORE_COMMIT, event);
			this.beforeCommit.accept(event);
		}

		@TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
		void onAfterCommit(PostSaveEvent<?> event) {
			remember(TransactionPhase.AFTER_COMMIT, event);
			this.afterCommit.accept(event);
		}

		@TransactionalEventListener(phase = TransactionPhase.AFTER_ROLLBACK)
		void onAfterRollback(PostSaveEvent<?> event) {
			remember(TransactionPhase.AFTER_ROLLBACK, event);
		}

		@TransactionalEventListener(phase = TransactionPhase.AFTER_COMPLETION)
		void onAfterCompletion(PostSaveEvent<?> event) {
			remember(TransactionPhase.AFTER_COMPLETION, event);
		}

		private void remember(TransactionPhase phase, PostSaveEvent<?> event) {
			this.told.computeIfAbsent(phase, (key) -> new ArrayList<>()).add(Bookshop.describe(event));
		}

		void beforeCommit(Consumer<PostSaveEvent<?>> action) {
			this.beforeCommit = action;
		}

		void afterCommit(Consumer<PostSaveEvent<?>> action) {
			this.afterCommit = action;
		}

		List<String> toldTo(TransactionPhase phase) {
			return this.told.getOrDefault(phase, List.of());
		}

		void reset() {
			this.told.clear();
			this.beforeCommit = (event) -> {
			};
			this.afterCommit = (event) -> {
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(LibraryApplication.class)
	static class Application {

		@Bean
		Phases phases() {
			return new Phases();
		}

	}

}
