package io.postsave.integration.failures;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.postsave.bookshop.Script;
import io.postsave.delivery.BoundSaves;
import io.postsave.delivery.SaveRecorder;
import io.postsave.integration.support.Desk;
import io.postsave.integration.support.Desk.Outcome;
import io.postsave.library.catalog.Member;
import io.postsave.library.catalog.Members;
import jakarta.persistence.EntityManager;
import jakarta.persistence.FlushModeType;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.PostPersist;
import jakarta.persistence.PostUpdate;
import jakarta.persistence.PrePersist;
import jakarta.persistence.PreUpdate;
import jakarta.persistence.RollbackException;
import org.hibernate.HibernateException;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.orm.jpa.EntityManagerHolder;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.UnexpectedRollbackException;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that every failure that is not a listener's has the same outcome with and without
 * post-save: exceptions, completion status, rows, connections.
 */
class UnchangedExceptionsIntegrationTests {

	private static Desk with;

	private static Desk without;

	@BeforeAll
	static void open() {
		with = Desk.open();
		without = Desk.open("post-save.enabled=false");
	}

	@AfterAll
	static void close() {
		with.close();
		without.close();
	}

	@ParameterizedTest(name = "{0} at {1}")
	@MethodSource("writesAtPlaces")
	void outcomeIsTheSame(String write, String place) {
		Outcome expected = outcome(without, write, place);
		Outcome outcome = outcome(with, write, place);
		assertThat(outcome).isEqualTo(expected);
		assertThat(with.bean(Script.class).lines()).contains("+Member");
		assertThat(BoundSaves.of(with.bean(SaveRecorder.class))).isNull();
	}

	private static Outcome outcome(Desk desk, String write, String place) {
		desk.reset();
		desk.bean(Script.class).reset();
		places().get(place).attempt(desk, () -> writes().get(write).accept(desk));
		return desk.outcome();
	}

	static Stream<Arguments> writesAtPlaces() {
		return writes().keySet()
			.stream()
			.flatMap((write) -> places().keySet().stream().map((place) -> Arguments.of(write, place)));
	}

	private static Map<String, Consumer<Desk>> writes() {
		Map<String, Consumer<Desk>> writes = new LinkedHashMap<>();
		writes.put("nothing that fails", (desk) -> desk.entityManager().persist(new Member("new", "Cid")));
		writes.put("duplicate key", (desk) -> desk.entityManager().persist(new Member("mentor", "Cid")));
		writes.put("duplicate key of an update", (desk) -> desk.member("pupil").setCard("mentor"));
		writes.put("duplicate key after another row", (desk) -> {
			desk.entityManager().persist(new Member("new", "Cid"));
			desk.entityManager().persist(new Member("mentor", "Cid"));
		});
		writes.put("lost update", (desk) -> {
			Member member = desk.member("pupil");
			desk.elsewhere("update member set version = version + 1 where card = 'pupil'");
			member.setName("Dan");
		});
		writes.put("lost delete", (desk) -> {
			Member member = desk.member("pupil");
			desk.elsewhere("update member set version = version + 1 where card = 'pupil'");
			desk.entityManager().remove(member);
		});
		writes.put("row gone", (desk) -> {
			Member member = desk.member("pupil");
			desk.elsewhere("delete from member where card = 'pupil'");
			member.setName("Dan");
		});
		writes.put("not null", (desk) -> desk.entityManager().persist(new Member("new", null)));
		writes.put("not null of an update", (desk) -> desk.member("pupil").setName(null));
		writes.put("too long for the column", (desk) -> desk.member("pupil").setName("x".repeat(300)));
		writes.put("constraint annotation", (desk) -> {
			Member member = new Member("new", "Cid");
			member.setNickname("much too long a name");
			desk.entityManager().persist(member);
		});
		writes.put("constraint annotation of an update",
				(desk) -> desk.member("pupil").setNickname("much too long a name"));
		writes.put("transient reference", (desk) -> {
			Member member = new Member("new", "Cid");
			member.setMentor(new Member("transient", "Cid"));
			desk.entityManager().persist(member);
		});
		writes.put("transient reference of an update",
				(desk) -> desk.member("pupil").setMentor(new Member("transient", "Cid")));
		writes.put("foreign key", (desk) -> desk.entityManager().remove(desk.member("mentor")));
		writes.put("failed query", (desk) -> {
			desk.entityManager().persist(new Member("new", "Cid"));
			desk.tries("query", () -> desk.entityManager().createQuery("from Nothing").getResultList());
		});
		for (Class<?> callback : new Class<?>[] { PrePersist.class, PostPersist.class, PreUpdate.class,
				PostUpdate.class }) {
			for (Throwable failure : callbackFailures(callback)) {
				writes.put(failure.getClass().getSimpleName() + " in " + callback.getSimpleName(), (desk) -> {
					boolean created = callback.getSimpleName().endsWith("Persist");
					Member member = created ? new Member("new", "Cid") : desk.member("pupil");
					member.on(callback, () -> fail(failure));
					member.setName("Dan");
					desk.entityManager().persist(member);
				});
			}
		}
		return writes;
	}

	private static Throwable[] callbackFailures(Class<?> callback) {
		if (callback != PostPersist.class) {
			return new Throwable[] { new ApplicationException(), new IllegalStateException(),
					new IllegalTransactionStateException("callback") };
		}
		return new Throwable[] { new ApplicationException(), new IllegalStateException(),
				new IllegalArgumentException(), new AssertionError(), new HibernateException("callback"),
				new PersistenceException(), new OptimisticLockException(), new RollbackException(),
				new IllegalTransactionStateException("callback"), new UnexpectedRollbackException("callback"),
				new DataIntegrityViolationException("callback") };
	}

	static Map<String, Place> places() {
		Map<String, Place> places = new LinkedHashMap<>();
		places.put("commit", (desk, write) -> inTransaction(desk, write));
		places.put("flush", (desk, write) -> inTransaction(desk, () -> {
			write.run();
			desk.fails("flush", () -> desk.entityManager().flush());
		}));
		places.put("query", (desk, write) -> inTransaction(desk, () -> {
			write.run();
			desk.fails("query", () -> query(desk.entityManager()));
		}));
		places.put("flush that is caught", (desk, write) -> inTransaction(desk, () -> {
			write.run();
			desk.tries("flush", () -> desk.entityManager().flush());
		}));
		places.put("query that is caught, then a save", (desk, write) -> inTransaction(desk, () -> {
			write.run();
			desk.tries("query", () -> query(desk.entityManager()));
			desk.tries("persist", () -> desk.entityManager().persist(new Member("later", "Flo")));
		}));
		places.put("repository's commit",
				(desk, write) -> desk.tries("repository", () -> desk.bean(Members.class).inTransaction(() -> {
					desk.watchCompletion();
					write.run();
				})));
		places.put("repository's flush",
				(desk, write) -> desk.tries("repository", () -> desk.bean(Members.class).inTransaction(() -> {
					desk.watchCompletion();
					write.run();
					desk.entityManager().flush();
				})));
		places.put("query of a repository in a transaction", (desk, write) -> inTransaction(desk, () -> {
			write.run();
			desk.fails("repository", () -> desk.bean(Members.class).findAll());
		}));
		places.put("synchronization that writes",
				(desk, write) -> inTransaction(desk, () -> beforeCommit(() -> desk.fails("write", write))));
		places.put("synchronization that flushes", (desk, write) -> inTransaction(desk, () -> {
			write.run();
			beforeCommit(() -> desk.fails("flush", () -> desk.entityManager().flush()));
		}));
		places.put("synchronization that fails", (desk, write) -> inTransaction(desk, () -> {
			write.run();
			beforeCommit(() -> {
				throw new ApplicationException();
			});
		}));
		places.put("synchronization before completion", (desk, write) -> inTransaction(desk,
				() -> TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

					@Override
					public void beforeCompletion() {
						desk.fails("write", write);
					}

				})));
		places.put("inner transaction", (desk, write) -> inTransaction(desk, () -> {
			desk.entityManager().persist(new Member("outer", "Flo"));
			desk.tries("inner", () -> desk.transaction(TransactionDefinition.PROPAGATION_REQUIRES_NEW)
				.executeWithoutResult((status) -> {
					desk.watchCompletion();
					write.run();
				}));
		}));
		places.put("participating transaction", (desk, write) -> inTransaction(desk, () -> {
			desk.entityManager().persist(new Member("outer", "Flo"));
			desk.tries("inner", () -> desk.transaction(TransactionDefinition.PROPAGATION_REQUIRED)
				.executeWithoutResult((status) -> {
					write.run();
					desk.entityManager().flush();
				}));
		}));
		places.put("open in view, commit", (desk, write) -> inView(desk, () -> inTransaction(desk, write)));
		places.put("open in view, flush", (desk, write) -> inView(desk, () -> inTransaction(desk, () -> {
			write.run();
			desk.fails("flush", () -> desk.entityManager().flush());
		})));
		places.put("rollback only", (desk, write) -> desk.tries("transaction",
				() -> desk.transaction(TransactionDefinition.PROPAGATION_REQUIRED).executeWithoutResult((status) -> {
					desk.watchCompletion();
					write.run();
					status.setRollbackOnly();
				})));
		places.put("participating rollback only", (desk, write) -> inTransaction(desk, () -> {
			write.run();
			desk.transaction(TransactionDefinition.PROPAGATION_REQUIRED)
				.executeWithoutResult((status) -> status.setRollbackOnly());
		}));
		places.put("flush mode COMMIT", (desk, write) -> inTransaction(desk, () -> {
			desk.entityManager().setFlushMode(FlushModeType.COMMIT);
			write.run();
			desk.fails("query", () -> query(desk.entityManager()));
		}));
		places.put("flush mode MANUAL", (desk, write) -> inTransaction(desk, () -> {
			desk.entityManager().unwrap(Session.class).setHibernateFlushMode(org.hibernate.FlushMode.MANUAL);
			write.run();
		}));
		places.put("flush mode MANUAL, flush", (desk, write) -> inTransaction(desk, () -> {
			desk.entityManager().unwrap(Session.class).setHibernateFlushMode(org.hibernate.FlushMode.MANUAL);
			write.run();
			desk.fails("flush", () -> desk.entityManager().flush());
		}));
		places.put("read-only", (desk, write) -> {
			TransactionTemplate readOnly = desk.transaction(TransactionDefinition.PROPAGATION_REQUIRED);
			readOnly.setReadOnly(true);
			desk.tries("transaction", () -> readOnly.executeWithoutResult((status) -> {
				desk.watchCompletion();
				write.run();
			}));
		});
		return places;
	}

	private static void inTransaction(Desk desk, Runnable action) {
		desk.tries("transaction",
				() -> desk.transaction(TransactionDefinition.PROPAGATION_REQUIRED).executeWithoutResult((status) -> {
					desk.watchCompletion();
					action.run();
				}));
	}

	private static void inView(Desk desk, Runnable action) {
		try (EntityManager view = desk.entityManagerFactory().createEntityManager()) {
			EntityManager session = view.unwrap(Session.class);
			TransactionSynchronizationManager.bindResource(desk.entityManagerFactory(),
					new EntityManagerHolder(session));
			try {
				action.run();
				desk.tries("active: " + session.getTransaction().isActive(), () -> fail(new ApplicationException()));
				desk.tries("managed: " + session.unwrap(Session.class).getStatistics().getEntityCount(),
						() -> fail(new ApplicationException()));
				inTransaction(desk, () -> session.persist(new Member("in view", "Gil")));
			}
			finally {
				TransactionSynchronizationManager.unbindResource(desk.entityManagerFactory());
			}
		}
	}

	private static void beforeCommit(Runnable action) {
		TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

			@Override
			public void beforeCommit(boolean readOnly) {
				action.run();
			}

		});
	}

	private static void query(EntityManager entityManager) {
		entityManager.createQuery("select count(r) from Member r", Long.class).getSingleResult();
	}

	private static void fail(Throwable failure) {
		if (failure instanceof Error error) {
			throw error;
		}
		throw (RuntimeException) failure;
	}

	/**
	 * Where in a transaction something is written.
	 */
	interface Place {

		void attempt(Desk desk, Runnable write);

	}

	@SuppressWarnings("serial")
	private static final class ApplicationException extends RuntimeException {

	}

}
