package io.postsave.integration.life;

import java.util.List;
import java.util.Objects;

import io.postsave.PostDeleteEvent;
import io.postsave.PostWriteEvent;
import io.postsave.delivery.BoundSaves;
import io.postsave.delivery.SaveRecorder;
import io.postsave.integration.support.Failures;
import io.postsave.library.life.Living;
import io.postsave.library.life.Plants;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What tests of deletions have in common: a garden, and a log of what was told of it.
 * Bean validation would have references loaded that are removed, with or without us.
 */
@SpringBootTest(classes = DeletionApplication.class,
		properties = "spring.jpa.properties.jakarta.persistence.validation.mode=none")
@Import({ DeletionLog.class, Failures.class })
abstract class AbstractDeletionIntegrationTests {

	private static final List<String> TABLES = List.of("signpost", "plant_colours", "plant", "seed", "label", "pot",
			"garden", "plot", "lane", "tool", "mole", "animal", "mower", "machine", "leaf", "weed", "sprout", "bed",
			"fence", "hermit");

	@Autowired
	PlatformTransactionManager transactionManager;

	@Autowired
	EntityManagerFactory entityManagerFactory;

	@Autowired
	EntityManager entityManager;

	@Autowired
	SaveRecorder recorder;

	@Autowired
	DeletionLog log;

	@Autowired
	Failures failures;

	@Autowired
	Plants plants;

	@Autowired
	JdbcTemplate jdbc;

	@BeforeEach
	void empty() {
		TABLES.forEach((table) -> this.jdbc.update("delete from " + table));
		this.log.reset();
		this.failures.reset();
	}

	@AfterEach
	void nothingIsLeftOver() {
		assertThat(BoundSaves.of(this.recorder)).isNull();
		assertThat(TransactionSynchronizationManager.getResourceMap()).isEmpty();
		assertThat(TransactionSynchronizationManager.isActualTransactionActive()).isFalse();
		assertThat(this.failures.all()).isEmpty();
	}

	void inTransaction(Runnable work) {
		new TransactionTemplate(this.transactionManager).executeWithoutResult((status) -> work.run());
	}

	void inNewTransaction(Runnable work) {
		TransactionTemplate transaction = new TransactionTemplate(this.transactionManager);
		transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		transaction.executeWithoutResult((status) -> work.run());
	}

	/**
	 * Saves entities in a transaction that nobody will remember.
	 */
	void saved(Object... entities) {
		inTransaction(() -> persist(entities));
		this.log.reset();
	}

	void persist(Object... entities) {
		for (Object entity : entities) {
			this.entityManager.persist(entity);
		}
	}

	void remove(Object entity) {
		this.entityManager.remove(entity);
	}

	void flush() {
		this.entityManager.flush();
	}

	@SuppressWarnings("unchecked")
	<T extends Living> T find(T entity) {
		return (T) Objects.requireNonNull(this.entityManager.find(entity.getClass(), entity.key()));
	}

	@SuppressWarnings("unchecked")
	<T extends Living> T reference(T entity) {
		return (T) this.entityManager.getReference(entity.getClass(), entity.key());
	}

	/**
	 * How many entities of a type a query finds in the current transaction, or in one of
	 * its own.
	 */
	long count(Class<?> type) {
		return this.entityManager.createQuery("select count(e) from " + type.getSimpleName() + " e", Long.class)
			.getSingleResult();
	}

	List<String> lines() {
		return this.log.lines();
	}

	/**
	 * The only event that was told.
	 */
	PostWriteEvent<?> only() {
		assertThat(this.log.events()).hasSize(1);
		return this.log.events().get(0);
	}

	/**
	 * The only event that was told, which is of a deletion.
	 */
	PostDeleteEvent<?> onlyDeletion() {
		assertThat(only()).isInstanceOf(PostDeleteEvent.class);
		return (PostDeleteEvent<?>) only();
	}

}
