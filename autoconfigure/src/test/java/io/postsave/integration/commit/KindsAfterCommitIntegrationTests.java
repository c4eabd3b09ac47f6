package io.postsave.integration.commit;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.postsave.AttributeChange;
import io.postsave.PostSaveEvent;
import io.postsave.bookshop.Account;
import io.postsave.bookshop.Book;
import io.postsave.bookshop.Note;
import io.postsave.delivery.BoundSaves;
import io.postsave.delivery.HeldSaves;
import io.postsave.delivery.SaveRecorder;
import io.postsave.integration.support.BookshopApplication;
import jakarta.persistence.EntityManager;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the saves of a row are merged before it is asked who hears of such a save.
 */
@SpringBootTest(classes = BookshopApplication.class, properties = "post-save.delivery=after-commit")
@Import(KindsAfterCommitIntegrationTests.Listeners.class)
class KindsAfterCommitIntegrationTests {

	private static final List<PostSaveEvent<?>> told = new CopyOnWriteArrayList<>();

	private static final List<String> toldInTransaction = new CopyOnWriteArrayList<>();

	@Autowired
	TransactionTemplate transaction;

	@Autowired
	EntityManager entityManager;

	@Autowired
	SaveRecorder recorder;

	@BeforeEach
	void forget() {
		told.clear();
		toldInTransaction.clear();
	}

	@AfterEach
	void nothingIsLeft() {
		assertThat(BoundSaves.of(this.recorder)).isNull();
	}

	@Test
	void listenerToCreatedHearsTheLastValuesAndInstance() {
		Book[] last = new Book[1];
		this.transaction.executeWithoutResult((status) -> {
			Book book = new Book("one");
			this.entityManager.persist(book);
			this.entityManager.flush();
			this.entityManager.clear();
			last[0] = this.entityManager.find(Book.class, book.getId());
			last[0].setTitle("two");
			this.entityManager.flush();
			last[0].setTitle("three");
		});
		assertThat(told).singleElement().satisfies((event) -> {
			assertThat(event.isCreated()).isTrue();
			assertThat(event.getEntity()).isSameAs(last[0]);
			assertThat(event.getChanges()).containsEntry("title", new AttributeChange(null, "three"));
		});
	}

	@Test
	void listenerToUpdatedIsNotToldOfARowThatTheTransactionCreated() {
		this.transaction.executeWithoutResult((status) -> {
			Note note = new Note("one");
			this.entityManager.persist(note);
			this.entityManager.flush();
			note.setText("one, changed");
			this.entityManager.flush();
			note.setText("one, changed again");
			this.entityManager.flush();
		});
		assertThat(told).isEmpty();
	}

	@Test
	void listenerToUpdatedHearsOfAnOlderRowOnce() {
		Note note = new Note("first");
		this.transaction.executeWithoutResult((status) -> this.entityManager.persist(note));
		this.transaction.executeWithoutResult((status) -> {
			this.entityManager.find(Note.class, note.getId()).setText("second");
			this.entityManager.flush();
			this.entityManager.find(Note.class, note.getId()).setText("third");
		});
		assertThat(told).singleElement()
			.satisfies((event) -> assertThat(event.getChanges()).containsEntry("text",
					new AttributeChange("first", "third")));
	}

	@Test
	void listenerToUpdatedIsNotToldOfARowThatWasRemovedAndPersistedAgain() {
		Account account = new Account("again", "Ann");
		this.transaction.executeWithoutResult((status) -> this.entityManager.persist(account));
		this.transaction.executeWithoutResult((status) -> {
			this.entityManager.remove(this.entityManager.find(Account.class, "again"));
			this.entityManager.flush();
			Account another = new Account("again", "Bob");
			this.entityManager.persist(another);
			this.entityManager.flush();
			another.setOwner("Eve");
		});
		assertThat(told).isEmpty();
	}

	@Test
	void listenersInTheTransactionHearEachWriteOfTheirKind() {
		Account before = new Account("before", "Ann");
		this.transaction.executeWithoutResult((status) -> this.entityManager.persist(before));
		toldInTransaction.clear();
		this.transaction.executeWithoutResult((status) -> {
			Account account = new Account("created", "Ann");
			this.entityManager.persist(account);
			this.entityManager.flush();
			account.setOwner("Bob");
			this.entityManager.find(Account.class, "before").setOwner("Bob");
		});
		assertThat(toldInTransaction).containsExactly("before commit +created");
		assertThat(told).singleElement().satisfies((event) -> assertThat(event.getId()).isEqualTo("before"));
	}

	@Test
	void listenerToCreatedHearsTheLastValuesThoughAnotherSessionWroteThem() {
		this.transaction.executeWithoutResult((status) -> {
			Book book = new Book("first");
			this.entityManager.persist(book);
			this.entityManager.flush();
			try (Session child = this.entityManager.unwrap(Session.class)
				.sessionWithOptions()
				.connection()
				.openSession()) {
				child.find(Book.class, book.getId()).setTitle("last");
				child.flush();
			}
		});
		assertThat(told).singleElement()
			.satisfies((event) -> assertThat(event.getChanges()).containsEntry("title",
					new AttributeChange(null, "last")));
	}

	@Test
	void updateOfAnOlderRowIsNotHeldIfNobodyHearsIt() {
		Book before = new Book("before");
		this.transaction.executeWithoutResult((status) -> this.entityManager.persist(before));
		this.transaction.executeWithoutResult((status) -> {
			this.entityManager.find(Book.class, before.getId()).setTitle("after");
			this.entityManager.flush();
			assertThat(BoundSaves.of(this.recorder)).isNull();
			Book book = new Book("created");
			this.entityManager.persist(book);
			this.entityManager.flush();
			this.entityManager.find(Book.class, before.getId()).setTitle("after all");
			book.setTitle("changed");
			this.entityManager.flush();
			assertThat(HeldSaves.of(this.recorder)).contains(book);
		});
		assertThat(told).extracting(PostSaveEvent::isCreated).containsExactly(true, true);
	}

	static class Listeners {

		@EventListener
		void created(PostSaveEvent.Created<Book> event) {
			told.add(event);
		}

		@EventListener
		void updated(PostSaveEvent.Updated<Note> event) {
			told.add(event);
		}

		@EventListener
		void updatedAccount(PostSaveEvent.Updated<Account> event) {
			told.add(event);
		}

		@TransactionalEventListener(phase = TransactionPhase.BEFORE_COMMIT)
		void createdAccount(PostSaveEvent.Created<Account> event) {
			toldInTransaction.add("before commit +" + event.getId());
		}

	}

}
