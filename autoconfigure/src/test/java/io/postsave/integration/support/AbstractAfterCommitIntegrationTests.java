package io.postsave.integration.support;

import java.util.List;
import java.util.stream.Stream;

import io.postsave.PostSaveEvent;
import io.postsave.PostWriteEvent;
import io.postsave.bookshop.Account;
import io.postsave.bookshop.Book;
import io.postsave.bookshop.Note;
import io.postsave.bookshop.Script;
import io.postsave.delivery.BoundSaves;
import io.postsave.delivery.SaveRecorder;
import io.postsave.library.catalog.Publication;
import io.postsave.library.catalog.Shelf;
import io.postsave.library.catalog.Volume;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What tests of delivery after the commit have in common.
 */
@LibraryTest
@Import(Failures.class)
@TestPropertySource(properties = "post-save.delivery=after-commit")
public abstract class AbstractAfterCommitIntegrationTests {

	@Autowired
	protected PlatformTransactionManager transactionManager;

	@Autowired
	protected EntityManagerFactory entityManagerFactory;

	@Autowired
	protected EntityManager entityManager;

	@Autowired
	protected SaveRecorder recorder;

	@Autowired
	protected Script script;

	@Autowired
	protected Failures failures;

	@BeforeEach
	protected void empty() {
		this.script.reset();
		inTransaction(() -> Stream.of("Volume", "Shelf", "Publication", "Book", "Note", "Account")
			.forEach((type) -> this.entityManager.createQuery("delete from " + type).executeUpdate()));
		this.failures.reset();
	}

	@AfterEach
	protected void nothingIsLeftOver() {
		assertThat(BoundSaves.of(this.recorder)).isNull();
		assertThat(TransactionSynchronizationManager.getResourceMap()).isEmpty();
		assertThat(TransactionSynchronizationManager.isActualTransactionActive()).isFalse();
		assertThat(TransactionSynchronizationManager.isSynchronizationActive()).isFalse();
		this.script.reset();
		inTransaction(() -> this.entityManager.persist(new Book("the next one")));
		assertThat(heard()).containsExactly("+the next one");
	}

	protected void inTransaction(Runnable work) {
		new TransactionTemplate(this.transactionManager).executeWithoutResult((status) -> work.run());
	}

	protected void inNewTransaction(Runnable work) {
		TransactionTemplate transaction = new TransactionTemplate(this.transactionManager);
		transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		transaction.executeWithoutResult((status) -> work.run());
	}

	/**
	 * Saves entities in a transaction that nobody will remember.
	 */
	protected void saved(Object... entities) {
		inTransaction(() -> persist(entities));
		this.script.reset();
	}

	protected void persist(Object... entities) {
		for (Object entity : entities) {
			this.entityManager.persist(entity);
		}
	}

	protected void flush() {
		this.entityManager.flush();
	}

	protected void clear() {
		this.entityManager.clear();
	}

	/**
	 * What the listener heard: {@code +one} of a created, {@code ~one} of an updated
	 * entity.
	 */
	protected List<String> heard() {
		return this.script.heard().stream().map(AbstractAfterCommitIntegrationTests::describe).toList();
	}

	/**
	 * The only event that the listener heard.
	 */
	protected PostSaveEvent<?> only() {
		assertThat(this.script.heard()).hasSize(1);
		return this.script.heard().get(0);
	}

	protected static String describe(PostWriteEvent<?> event) {
		return signOf(event) + nameOf(event.getEntity());
	}

	private static String signOf(PostWriteEvent<?> event) {
		if (event instanceof PostSaveEvent<?> save) {
			return save.isCreated() ? "+" : "~";
		}
		return "-";
	}

	private static String nameOf(Object entity) {
		if (entity instanceof Book book) {
			return book.getTitle();
		}
		if (entity instanceof Note note) {
			return note.getText();
		}
		if (entity instanceof Shelf shelf) {
			return shelf.getName();
		}
		if (entity instanceof Volume volume) {
			return volume.getTitle();
		}
		if (entity instanceof Publication publication) {
			return publication.getTitle();
		}
		return String.valueOf(((Account) entity).getId());
	}

	/**
	 * What another transaction finds in the database.
	 */
	protected List<String> stored(Class<?> type) {
		TransactionTemplate transaction = new TransactionTemplate(this.transactionManager);
		transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		return transaction.execute((status) -> this.entityManager.createQuery("from " + type.getSimpleName(), type)
			.getResultStream()
			.map(AbstractAfterCommitIntegrationTests::nameOf)
			.sorted()
			.toList());
	}

}
