package io.postsave.integration.commit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.postsave.AttributeChange;
import io.postsave.PostSaveEvent;
import io.postsave.bookshop.Account;
import io.postsave.bookshop.Address;
import io.postsave.bookshop.Book;
import io.postsave.bookshop.Note;
import io.postsave.integration.support.AbstractAfterCommitIntegrationTests;
import io.postsave.library.catalog.Magazine;
import io.postsave.library.catalog.Publication;
import io.postsave.library.catalog.Shelf;
import io.postsave.library.catalog.Volume;
import jakarta.persistence.EntityManager;
import org.hibernate.Hibernate;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

/**
 * Tests of what is told once for each row after the commit.
 */
abstract class AbstractMergedSavesIntegrationTests extends AbstractAfterCommitIntegrationTests {

	@Test
	void nothingIsToldBeforeTheCommit() {
		inTransaction(() -> {
			persist(new Book("flushed"));
			flush();
			persist(new Note("identity"), new Book("not flushed"));
			TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

				@Override
				public void beforeCompletion() {
					assertThat(heard()).isEmpty();
				}

			});
			assertThat(heard()).isEmpty();
		});
		assertThat(heard()).containsExactly("+flushed", "+identity", "+not flushed");
	}

	@Test
	void createThenUpdateIsToldOnceAsCreated() {
		inTransaction(() -> {
			Book book = new Book("one", "Ann");
			persist(book);
			flush();
			book.setTitle("two");
			flush();
			book.setTitle("three");
		});
		assertThat(heard()).containsExactly("+three");
		assertThat(only().getChanges()).containsExactly(entry("author", new AttributeChange(null, "Ann")),
				entry("title", new AttributeChange(null, "three")));
	}

	@Test
	void identityInsertThenUpdateIsToldOnceAsCreated() {
		inTransaction(() -> {
			Note note = new Note("one");
			persist(note);
			note.setText("two");
		});
		assertThat(heard()).containsExactly("+two");
		assertThat(only().getChanges()).containsExactly(entry("text", new AttributeChange(null, "two")));
	}

	@Test
	void createdAttributeThatIsClearedLaterIsNoChange() {
		inTransaction(() -> {
			Book book = new Book("one", "Ann");
			persist(book);
			flush();
			book.setAuthor(null);
		});
		assertThat(only().isCreated()).isTrue();
		assertThat(only().getChanges()).containsOnlyKeys("title");
	}

	@Test
	void updatesAreToldOnceFromTheFirstOldToTheLastNewValue() {
		Book book = new Book("one", "Ann");
		saved(book);
		inTransaction(() -> {
			Book found = find(book);
			found.setTitle("two");
			flush();
			found.setAuthor("Bob");
			flush();
			found.setTitle("three");
		});
		assertThat(heard()).containsExactly("~three");
		assertThat(only().getChanges()).containsExactly(entry("author", new AttributeChange("Ann", "Bob")),
				entry("title", new AttributeChange("one", "three")));
	}

	@Test
	void attributeThatEndsWhereItBeganIsNoChangeButIsTold() {
		Book book = new Book("one", "Ann");
		saved(book);
		inTransaction(() -> {
			Book found = find(book);
			found.setTitle("two");
			found.setAuthor("Bob");
			flush();
			found.setTitle("one");
		});
		assertThat(heard()).containsExactly("~one");
		assertThat(only().getChanges()).containsExactly(entry("author", new AttributeChange("Ann", "Bob")));
		assertThat(only().hasChanged("title")).isFalse();
	}

	@Test
	void updateThatIsTakenBackIsToldWithoutChanges() {
		Book book = new Book("one");
		saved(book);
		inTransaction(() -> {
			Book found = find(book);
			found.setTitle("two");
			flush();
			found.setTitle("one");
		});
		assertThat(heard()).containsExactly("~one");
		assertThat(only().isChangesKnown()).isTrue();
		assertThat(only().getChanges()).isEmpty();
	}

	@Test
	void changesOfAnEmbeddedAttributeAreMerged() {
		Account account = new Account("a", "Ann");
		account.setAddress(new Address("street", "one"));
		saved(account);
		inTransaction(() -> {
			Account found = this.entityManager.find(Account.class, "a");
			found.getAddress().setCity("two");
			flush();
			found.getAddress().setCity("three");
		});
		assertThat(only().getChanges()).containsExactly(
				entry("address", new AttributeChange(new Address("street", "one"), new Address("street", "three"))));
	}

	@Test
	void changedCollectionOfAVersionedEntityIsToldOnce() {
		saved(new Account("a", "Ann"));
		inTransaction(() -> {
			Account found = this.entityManager.find(Account.class, "a");
			found.getTags().add("one");
			flush();
			found.getTags().add("two");
		});
		assertThat(heard()).containsExactly("~a");
		assertThat(only().isChangesKnown()).isTrue();
		assertThat(only().getChanges())
			.isEqualTo(Map.of("tags", new AttributeChange(List.of(), List.of("one", "two"))));
	}

	@Test
	void lastInstanceIsToldAfterClearAndReload() {
		List<Book> instances = inTransactionWith((entityManager) -> {
			Book book = new Book("one");
			persist(book);
			flush();
			clear();
			Book reloaded = find(book);
			reloaded.setTitle("two");
			flush();
			clear();
			Book last = find(book);
			last.setTitle("three");
			return List.of(book, reloaded, last);
		});
		assertThat(heard()).containsExactly("+three");
		assertThat(only().getEntity()).isSameAs(instances.get(2));
		assertThat(only().getChanges()).containsExactly(entry("title", new AttributeChange(null, "three")));
	}

	@Test
	void updatesAreMergedAfterClearAndReload() {
		Book book = new Book("one");
		saved(book);
		inTransaction(() -> {
			find(book).setTitle("two");
			flush();
			clear();
			find(book).setTitle("three");
		});
		assertThat(heard()).containsExactly("~three");
		assertThat(only().getChanges()).containsExactly(entry("title", new AttributeChange("one", "three")));
	}

	@Test
	void savedThenClearedIsTold() {
		inTransaction(() -> {
			persist(new Note("identity"));
			clear();
			persist(new Book("never written"));
			clear();
			persist(new Book("flushed"));
			flush();
			clear();
		});
		assertThat(heard()).containsExactly("+identity", "+flushed");
	}

	@Test
	void managedCopyOfAMergedEntityIsTold() {
		Book book = new Book("one");
		saved(book);
		book.setTitle("two");
		Book copy = inTransactionWith((entityManager) -> entityManager.merge(book));
		assertThat(heard()).containsExactly("~two");
		assertThat(only().getEntity()).isSameAs(copy).isNotSameAs(book);
		assertThat(only().getChanges()).containsExactly(entry("title", new AttributeChange("one", "two")));
	}

	@Test
	void rowsAreToldInTheOrderOfTheirFirstWriting() {
		inTransaction(() -> {
			Book first = new Book("first");
			persist(first, new Book("second"));
			flush();
			persist(new Note("third"));
			persist(new Book("fourth"));
			persist(new Note("fifth"));
			flush();
			first.setTitle("first, updated");
		});
		assertThat(heard()).containsExactly("+first, updated", "+second", "+third", "+fourth", "+fifth");
	}

	@Test
	void rowsOfDifferentTypesWithTheSameIdAreToldEach() {
		inTransaction(() -> {
			this.entityManager.createNativeQuery("insert into shelf (id, name) values (-1, 'shelf')").executeUpdate();
			this.entityManager.createNativeQuery("insert into book (id, title) values (-1, 'book')").executeUpdate();
		});
		inTransaction(() -> {
			this.entityManager.find(Shelf.class, -1L).setName("a shelf");
			this.entityManager.find(Book.class, -1L).setTitle("a book");
		});
		assertThat(heard()).containsExactlyInAnyOrder("~a shelf", "~a book");
		assertThat(this.script.heard()).extracting(PostSaveEvent::getId).containsExactly(-1L, -1L);
	}

	@Test
	void subclassIsToldByItsOwnType() {
		inTransaction(() -> {
			Magazine magazine = new Magazine("one");
			persist(magazine);
			flush();
			clear();
			this.entityManager.find(Publication.class, magazine.getId()).setTitle("two");
		});
		assertThat(heard()).containsExactly("+two");
		assertThat(only().getEntityType()).isEqualTo(Magazine.class);
	}

	@Test
	void saveInEachTransactionIsToldAfterEach() {
		Book book = new Book("one");
		inTransaction(() -> persist(book));
		inTransaction(() -> find(book).setTitle("two"));
		inTransaction(() -> find(book));
		inTransaction(() -> find(book).setTitle("three"));
		assertThat(this.script.lines()).containsExactly("+Book", "~Book", "~Book");
		assertThat(this.script.heard()).extracting((event) -> event.getChanges().get("title"))
			.containsExactly(new AttributeChange(null, "one"), new AttributeChange("one", "two"),
					new AttributeChange("two", "three"));
	}

	@Test
	void savesOfBatchesThatAreFlushedAndClearedAreTold() {
		inTransaction(() -> IntStream.range(0, 100).forEach((i) -> {
			persist(new Book("book " + i));
			if (i % 10 == 9) {
				flush();
				clear();
			}
		}));
		assertThat(heard()).isEqualTo(IntStream.range(0, 100).mapToObj((i) -> "+book " + i).toList());
	}

	@Test
	void saveThatAQueryFlushesIsTold() {
		inTransaction(() -> {
			Book book = new Book("one");
			persist(book);
			this.entityManager.createQuery("from Book", Book.class).getResultList();
			book.setTitle("two");
			this.entityManager.createQuery("from Book", Book.class).getResultList();
		});
		assertThat(heard()).containsExactly("+two");
	}

	@Test
	void savesOfSynchronizationsAreTold() {
		inTransaction(() -> TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

			@Override
			public void beforeCommit(boolean readOnly) {
				persist(new Book("before commit"));
			}

			@Override
			public void beforeCompletion() {
				persist(new Book("before completion"));
			}

		}));
		assertThat(heard()).containsExactly("+before commit", "+before completion");
		assertThat(stored(Book.class)).containsExactly("before commit", "before completion");
	}

	@ParameterizedTest
	@MethodSource("removals")
	void savedThenRemovedIsNotTold(BiConsumer<EntityManager, Shelf> removal) {
		Shelf existing = new Shelf("existing");
		existing.add("updated");
		saved(existing);
		inTransaction(() -> {
			Shelf shelf = new Shelf("created");
			shelf.add("volume");
			Shelf found = this.entityManager.find(Shelf.class, existing.getId());
			found.setName("updated");
			found.getVolumes().get(0).setTitle("updated, then removed");
			persist(shelf, new Book("still there"));
			flush();
			removal.accept(this.entityManager, shelf);
			removal.accept(this.entityManager, found);
		});
		assertThat(heard()).filteredOn((line) -> line.matches(".(volume|updated, then removed)")).isEmpty();
		assertThat(heard()).contains("+still there");
		assertThat(stored(Volume.class)).isEmpty();
		assertThat(heard()).filteredOn((line) -> line.matches(".(created|updated)")).hasSameSizeAs(stored(Shelf.class));
	}

	static Stream<Named<BiConsumer<EntityManager, Shelf>>> removals() {
		return Stream.of(Named.of("by cascade", EntityManager::remove),
				Named.of("by orphan removal", (entityManager, shelf) -> shelf.getVolumes().clear()),
				Named.of("by orphan removal, flushed", (entityManager, shelf) -> {
					shelf.getVolumes().clear();
					entityManager.flush();
				}), Named.of("by entity", (entityManager, shelf) -> {
					shelf.getVolumes().forEach(entityManager::remove);
					shelf.getVolumes().clear();
				}), Named.of("by cascade from a reference after clear", (entityManager, shelf) -> {
					entityManager.flush();
					entityManager.clear();
					entityManager.remove(entityManager.getReference(Shelf.class, shelf.getId()));
				}), Named.of("by reference after clear", (entityManager, shelf) -> {
					entityManager.flush();
					entityManager.clear();
					shelf.getVolumes().forEach((volume) -> {
						Volume reference = entityManager.getReference(Volume.class, volume.getId());
						assertThat(Hibernate.isInitialized(reference)).isFalse();
						entityManager.remove(reference);
					});
				}), Named.of("by a reloaded entity", (entityManager, shelf) -> {
					entityManager.flush();
					entityManager.clear();
					entityManager.find(Shelf.class, shelf.getId()).getVolumes().clear();
				}));
	}

	@Test
	void persistedThenRemovedWithoutAFlushIsNotTold() {
		inTransaction(() -> {
			Book book = new Book("sequence");
			Note note = new Note("identity");
			Account account = new Account("assigned", "Ann");
			Shelf shelf = new Shelf("shelf");
			shelf.add("volume");
			persist(book, note, account, shelf);
			List.of(book, note, account, shelf).forEach(this.entityManager::remove);
			persist(new Book("still there"));
		});
		assertThat(heard()).containsExactly("+still there");
	}

	@Test
	void removedByAReferenceToTheSuperclassIsNotTold() {
		inTransaction(() -> {
			Magazine magazine = new Magazine("magazine");
			persist(magazine);
			flush();
			clear();
			this.entityManager.remove(this.entityManager.getReference(Publication.class, magazine.getId()));
		});
		assertThat(heard()).isEmpty();
		assertThat(stored(Publication.class)).isEmpty();
	}

	@Test
	void updatedThenRemovedIsNotTold() {
		Book book = new Book("one");
		saved(book);
		inTransaction(() -> {
			Book found = find(book);
			found.setTitle("two");
			flush();
			this.entityManager.remove(found);
		});
		assertThat(heard()).isEmpty();
	}

	@Test
	void removedByAQueryFlushIsNotTold() {
		inTransaction(() -> {
			Book book = new Book("one");
			persist(book);
			flush();
			this.entityManager.remove(book);
			assertThat(this.entityManager.createQuery("from Book", Book.class).getResultList()).isEmpty();
		});
		assertThat(heard()).isEmpty();
	}

	@Test
	void removalThatAClearForgetsLeavesTheSaveToBeTold() {
		inTransaction(() -> {
			Book book = new Book("one");
			persist(book);
			flush();
			this.entityManager.remove(book);
			clear();
			persist(new Note("another"));
			flush();
		});
		assertThat(heard()).containsExactly("+one", "+another");
		assertThat(stored(Book.class)).containsExactly("one");
	}

	@Test
	void removalByReferenceThatAClearForgetsLeavesTheSaveToBeTold() {
		inTransaction(() -> {
			Book book = new Book("one");
			persist(book);
			flush();
			clear();
			this.entityManager.remove(this.entityManager.getReference(Book.class, book.getId()));
			clear();
		});
		assertThat(heard()).containsExactly("+one");
		assertThat(stored(Book.class)).containsExactly("one");
	}

	@Test
	void removalThatAPersistUndoesLeavesTheSaveToBeTold() {
		inTransaction(() -> {
			Book book = new Book("one");
			persist(book);
			flush();
			this.entityManager.remove(book);
			persist(book);
		});
		assertThat(heard()).containsExactly("+one");
		assertThat(stored(Book.class)).containsExactly("one");
	}

	@Test
	void removedThenPersistedAgainIsToldAsCreated() {
		saved(new Account("existing", "Ann"));
		inTransaction(() -> {
			persist(new Account("new", "Ann"));
			flush();
			List.of("existing", "new").forEach((id) -> {
				this.entityManager.remove(this.entityManager.find(Account.class, id));
				flush();
				persist(new Account(id, "Bob"));
			});
		});
		assertThat(heard()).containsExactly("+existing", "+new");
		assertThat(this.script.heard()).extracting((event) -> event.getChanges())
			.containsOnly(Map.of("owner", new AttributeChange(null, "Bob")));
		assertThat(stored(Account.class)).containsExactly("existing", "new");
	}

	@Test
	void removedPersistedAndRemovedAgainIsNotTold() {
		inTransaction(() -> {
			for (int i = 0; i < 2; i++) {
				Account account = new Account("a", "Ann");
				persist(account);
				flush();
				this.entityManager.remove(account);
				flush();
			}
		});
		assertThat(heard()).isEmpty();
	}

	private Book find(Book book) {
		return this.entityManager.find(Book.class, book.getId());
	}

	private <T> T inTransactionWith(Function<EntityManager, T> work) {
		List<T> results = new ArrayList<>();
		inTransaction(() -> results.add(work.apply(this.entityManager)));
		return results.get(0);
	}

}
