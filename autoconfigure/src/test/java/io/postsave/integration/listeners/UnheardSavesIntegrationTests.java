package io.postsave.integration.listeners;

import java.util.ArrayList;
import java.util.List;

import io.postsave.PostSaveEvent;
import io.postsave.bookshop.Account;
import io.postsave.bookshop.Book;
import io.postsave.bookshop.Note;
import io.postsave.delivery.BoundSaves;
import io.postsave.delivery.HeldSaves;
import io.postsave.delivery.SaveRecorder;
import io.postsave.integration.support.BookshopApplication;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of what is not held because nobody hears it after the commit.
 */
@SpringBootTest(classes = BookshopApplication.class, properties = "post-save.delivery=after-commit")
@Import(UnheardSavesIntegrationTests.Listeners.class)
class UnheardSavesIntegrationTests {

	@Autowired
	TransactionTemplate transaction;

	@Autowired
	EntityManager entityManager;

	@Autowired
	SaveRecorder recorder;

	@Autowired
	Listeners listeners;

	@BeforeEach
	void forget() {
		this.listeners.told.clear();
	}

	@Test
	void nothingIsHeldOfATypeThatNobodyHears() {
		this.transaction.executeWithoutResult((status) -> {
			Account account = new Account("unheard", "Ann");
			this.entityManager.persist(account);
			this.entityManager.flush();
			assertThat(BoundSaves.of(this.recorder)).isNull();
			account.setOwner("Bob");
			this.entityManager.flush();
			assertThat(BoundSaves.of(this.recorder)).isNull();
		});
		assertThat(this.listeners.told).isEmpty();
	}

	@Test
	void nothingIsHeldForAfterTheCommitOfWhatIsHeardInTheTransactionAlone() {
		this.transaction.executeWithoutResult((status) -> {
			Note note = new Note("heard in the transaction");
			this.entityManager.persist(note);
			this.entityManager.flush();
			assertThat(HeldSaves.of(this.recorder)).isEmpty();
		});
		assertThat(this.listeners.told).containsExactly("transactional listener");
	}

	@Test
	void creationThatNobodyHearsIsHeldAndNeverToldAsAnUpdate() {
		this.transaction.executeWithoutResult((status) -> {
			Book book = new Book("one");
			this.entityManager.persist(book);
			this.entityManager.flush();
			assertThat(HeldSaves.of(this.recorder)).containsExactly(book);
			book.setTitle("two");
			this.entityManager.flush();
			assertThat(HeldSaves.of(this.recorder)).containsExactly(book);
		});
		assertThat(this.listeners.told).isEmpty();
		assertThat(BoundSaves.of(this.recorder)).isNull();
	}

	static class Listeners {

		private final List<String> told = new ArrayList<>();

		@EventListener
		void plain(PostSaveEvent.Updated<Book> event) {
			this.told.add("plain listener");
		}

		@TransactionalEventListener
		void transactional(PostSaveEvent<Note> event) {
			this.told.add("transactional listener");
		}

		@EventListener
		void anything(Object event) {
			if (event instanceof PostSaveEvent<?> save && save.getEntityType() == Account.class) {
				this.told.add("listener to anything");
			}
		}

	}

}
