package io.postsave.integration.commit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.postsave.bookshop.Book;
import io.postsave.bookshop.Note;
import io.postsave.integration.support.AbstractAfterCommitIntegrationTests;
import io.postsave.integration.support.View;
import io.postsave.library.catalog.Notes;
import io.postsave.library.catalog.Shelf;
import io.postsave.library.catalog.Volume;
import jakarta.persistence.EntityManager;
import jakarta.persistence.FlushModeType;
import org.hibernate.FlushMode;
import org.hibernate.Hibernate;
import org.hibernate.engine.spi.SessionImplementor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of delivery after the commit with a pool of one connection: what needs a second
 * one fails.
 */
@TestPropertySource(properties = { "spring.datasource.hikari.maximum-pool-size=1",
		"spring.datasource.hikari.connection-timeout=1000" })
abstract class AbstractPoolOfOneIntegrationTests extends AbstractAfterCommitIntegrationTests {

	@Autowired
	DataSource dataSource;

	@Autowired
	JdbcTemplate jdbc;

	@Autowired
	Notes notes;

	@AfterEach
	void noFailures() {
		assertThat(this.failures.all()).isEmpty();
		assertThat(activeConnections()).isZero();
	}

	@Test
	void listenersSaveInTurn() {
		this.script.onCreated(Book.class, (book) -> {
			assertThat(activeConnections()).isZero();
			this.notes.save(new Note("about " + book.getTitle()));
			assertThat(activeConnections()).isZero();
		});
		this.script.onCreated(Note.class, (note) -> {
			note.setText(note.getText() + ", updated");
			this.notes.save(note);
		});
		inTransaction(() -> persist(new Book("one"), new Book("two")));
		assertThat(heard()).containsExactly("+one", "+two", "+about one, updated", "+about two, updated",
				"~about one, updated", "~about two, updated");
		assertThat(stored(Note.class)).containsExactly("about one, updated", "about two, updated");
	}

	@Test
	void listenerUsesJdbc() {
		List<Object> counts = new ArrayList<>();
		this.script.onCreated(Book.class,
				(book) -> counts.add(this.jdbc.queryForObject("select count(*) from book", Integer.class)));
		inTransaction(() -> {
			persist(new Book("one"));
			flush();
			assertThat(this.jdbc.queryForObject("select count(*) from book", Integer.class)).isOne();
		});
		assertThat(counts).containsExactly(1);
	}

	@Test
	void ownEntityManagerGivesItsConnectionBackBeforeItsListenersAreTold() {
		this.script.onCreated(Book.class, (book) -> this.notes.save(new Note("about " + book.getTitle())));
		try (EntityManager own = this.entityManagerFactory.createEntityManager()) {
			for (String title : List.of("one", "two")) {
				own.getTransaction().begin();
				own.persist(new Book(title));
				own.getTransaction().commit();
			}
		}
		assertThat(heard()).containsExactly("+one", "+about one", "+two", "+about two");
	}

	@Test
	void openSessionInViewGoesOnAfterADelivery() {
		Shelf shelf = new Shelf("shelf");
		shelf.add("one");
		shelf.add("two");
		saved(shelf);
		this.script.onCreated(Book.class, (book) -> this.notes.save(new Note("about " + book.getTitle())));
		inView(FlushModeType.AUTO, (session) -> {
			Shelf found = session.find(Shelf.class, shelf.getId());
			inTransaction(() -> {
				assertThat(this.entityManager.unwrap(SessionImplementor.class)).isSameAs(session);
				persist(new Book("first"));
			});
			assertThat(heard()).containsExactly("+first", "+about first");
			assertThat(session.isOpen()).isTrue();
			assertThat(session.contains(found)).isTrue();
			assertThat(Hibernate.isInitialized(found.getVolumes())).isFalse();
			assertThat(found.getVolumes()).extracting(Volume::getTitle).containsExactlyInAnyOrder("one", "two");
			inTransaction(() -> {
				assertThat(this.entityManager.unwrap(SessionImplementor.class)).isSameAs(session);
				found.setName("renamed");
				persist(new Book("second"));
			});
			assertThat(heard()).containsExactly("+first", "+about first", "+second", "~renamed", "+about second");
		});
		assertThat(stored(Note.class)).containsExactly("about first", "about second");
		assertThat(stored(Shelf.class)).containsExactly("renamed");
	}

	@Test
	void openSessionInViewKeepsItsFlushMode() {
		this.script.onCreated(Book.class, (book) -> this.notes.save(new Note("about " + book.getTitle())));
		inView(FlushModeType.COMMIT, (session) -> {
			inTransaction(() -> persist(new Book("commit")));
			assertThat(session.getHibernateFlushMode()).isEqualTo(FlushMode.COMMIT);
			session.setHibernateFlushMode(FlushMode.MANUAL);
			inTransaction(() -> persist(new Book("manual")));
			assertThat(session.getHibernateFlushMode()).isEqualTo(FlushMode.MANUAL);
		});
		assertThat(heard()).containsExactly("+commit", "+about commit", "+manual", "+about manual");
	}

	@Test
	void listenerDoesNotUseTheSessionInView() {
		List<Object> sessions = new ArrayList<>();
		this.script.onCreated(Book.class,
				(book) -> inTransaction(() -> sessions.add(this.entityManager.unwrap(SessionImplementor.class))));
		inView(FlushModeType.AUTO, (session) -> {
			inTransaction(() -> persist(new Book("one")));
			assertThat(sessions).hasSize(1).doesNotContain(session);
			assertThat(TransactionSynchronizationManager.hasResource(this.entityManagerFactory)).isTrue();
		});
	}

	@Test
	void listenerLoadsLazilyAndThenSaves() {
		Shelf shelf = new Shelf("shelf");
		shelf.add("one");
		shelf.add("two");
		saved(shelf);
		this.script.onUpdated(Shelf.class,
				(updated) -> this.notes.save(new Note(updated.getVolumes().size() + " volumes")));
		inTransaction(() -> this.entityManager.find(Shelf.class, shelf.getId()).setName("renamed"));
		assertThat(heard()).containsExactly("~renamed", "+2 volumes");
	}

	@Test
	void nextListenerSavesWhenOneHasLoadedLazily() {
		Shelf shelf = new Shelf("shelf");
		shelf.add("one");
		saved(shelf);
		this.script.onUpdated(Shelf.class, (updated) -> assertThat(updated.getVolumes()).hasSize(1));
		this.script.onCreated(Book.class, (book) -> this.notes.save(new Note("about " + book.getTitle())));
		inTransaction(() -> {
			this.entityManager.find(Shelf.class, shelf.getId()).setName("renamed");
			flush();
			persist(new Book("one"));
		});
		assertThat(heard()).containsExactly("~renamed", "+one", "+about one");
	}

	private void inView(FlushModeType flushMode, Consumer<SessionImplementor> request) {
		View.around(this.entityManagerFactory, (session) -> {
			session.setFlushMode(flushMode);
			request.accept(session);
		});
	}

	private int activeConnections() {
		return ((HikariDataSource) this.dataSource).getHikariPoolMXBean().getActiveConnections();
	}

}
