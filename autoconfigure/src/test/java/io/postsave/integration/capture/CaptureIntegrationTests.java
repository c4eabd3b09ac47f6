package io.postsave.integration.capture;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.postsave.PostSaveEvent;
import io.postsave.bookshop.Account;
import io.postsave.bookshop.Book;
import io.postsave.bookshop.Note;
import io.postsave.bookshop.Script;
import io.postsave.integration.support.LibraryTest;
import io.postsave.library.catalog.Branch;
import io.postsave.library.catalog.Card;
import io.postsave.library.catalog.Fee;
import io.postsave.library.catalog.Item;
import io.postsave.library.catalog.LateFee;
import io.postsave.library.catalog.Loan;
import io.postsave.library.catalog.LoanId;
import io.postsave.library.catalog.Rack;
import io.postsave.library.catalog.RackMark;
import io.postsave.library.catalog.Reader;
import io.postsave.library.catalog.Tome;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.Hibernate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

/**
 * Tests of which saves of plain entities are told, and as what.
 */
@Tag("smoke")
@LibraryTest
class CaptureIntegrationTests {

	@Autowired
	TransactionTemplate transaction;

	@Autowired
	EntityManager entityManager;

	@Autowired
	EntityManagerFactory entityManagerFactory;

	@Autowired
	Script script;

	@BeforeEach
	void reset() {
		this.script.reset();
	}

	static Stream<Arguments> idsOfEveryKind() {
		return Stream.of(argumentSet("sequence", new Book("one"), update(Book.class, (book) -> book.setTitle("two"))),
				argumentSet("identity", new Note("ids one"), update(Note.class, (note) -> note.setText("ids two"))),
				argumentSet("UUID", new Branch("Oslo"), update(Branch.class, (branch) -> branch.setCity("Bergen"))),
				argumentSet("assigned", new Account("ids", "Ann"),
						update(Account.class, (account) -> account.setOwner("Bob"))),
				argumentSet("embedded", new Rack(new RackMark("north", 1), "poems"),
						update(Rack.class, (rack) -> rack.setLabel("plays"))),
				argumentSet("id class", new Loan(new LoanId("Ann", 2)),
						update(Loan.class, (loan) -> loan.setRenewals(1))));
	}

	private static <T> Consumer<Object> update(Class<T> type, Consumer<T> change) {
		return (entity) -> change.accept(type.cast(entity));
	}

	@ParameterizedTest
	@MethodSource("idsOfEveryKind")
	void idIsThatOfTheRow(Object entity, Consumer<Object> update) {
		write(() -> this.entityManager.persist(entity));
		Object id = idOf(entity);
		assertThat(id).isNotNull();
		assertThat(onlyHeard()).isInstanceOf(PostSaveEvent.Created.class)
			.returns(entity, PostSaveEvent::getEntity)
			.returns(entity.getClass(), PostSaveEvent::getEntityType)
			.returns("default", PostSaveEvent::getPersistenceUnit)
			.returns(id, PostSaveEvent::getId);
		this.script.reset();
		write(() -> update.accept(this.entityManager.find(entity.getClass(), id)));
		assertThat(onlyHeard()).isInstanceOf(PostSaveEvent.Updated.class)
			.returns(entity.getClass(), PostSaveEvent::getEntityType)
			.returns(id, PostSaveEvent::getId);
	}

	@Test
	void compositeIdsAreTheirClasses() {
		write(() -> {
			this.entityManager.persist(new Rack(new RackMark("south", 7), "maps"));
			this.entityManager.persist(new Loan(new LoanId("Bob", 9)));
		});
		assertThat(this.script.heard()).extracting(PostSaveEvent::getId)
			.containsExactly(new RackMark("south", 7), new LoanId("Bob", 9));
	}

	@Test
	void subclassWithItsOwnTableIsToldAsItself() {
		Tome tome = persisted(new Tome("Emma", 400));
		assertThat(onlyHeard()).returns(Tome.class, PostSaveEvent::getEntityType)
			.returns(tome.getId(), PostSaveEvent::getId);
		this.script.reset();
		write(() -> this.entityManager.find(Item.class, tome.getId()).setTitle("Persuasion"));
		assertThat(onlyHeard()).returns(Tome.class, PostSaveEvent::getEntityType)
			.returns(true, (event) -> event.hasChanged("title"));
	}

	@Test
	void subclassInASingleTableIsToldAsItself() {
		persisted(new Fee(1));
		LateFee fee = persisted(new LateFee(2, 30));
		write(() -> this.entityManager.find(Fee.class, fee.getId()).setAmount(3));
		assertThat(this.script.lines()).containsExactly("+Fee", "+LateFee", "~LateFee");
	}

	@Test
	void cascadedInsertsAreToldInWriteOrder() {
		Reader reader = new Reader("Ann");
		Card first = reader.addCard("1");
		Card second = reader.addCard("2");
		write(() -> this.entityManager.persist(reader));
		assertThat(this.script.heard()).allMatch(PostSaveEvent::isCreated)
			.extracting((event) -> (Object) event.getEntity())
			.containsExactly(reader, first, second);
	}

	@Test
	void cascadedUpdatesAreTold() {
		Reader reader = new Reader("Ann");
		reader.addCard("1");
		persisted(reader);
		this.script.reset();
		write(() -> {
			Reader found = this.entityManager.find(Reader.class, reader.getId());
			found.setName("Bob");
			found.getCards().get(0).setNumber("2");
			found.addCard("3");
		});
		assertThat(this.script.lines()).containsExactly("+Card", "~Reader", "~Card");
	}

	@Test
	void dirtyEntityIsToldWithoutBeingSaved() {
		Book book = persisted(new Book("one"));
		this.script.reset();
		write(() -> this.entityManager.find(Book.class, book.getId()).setTitle("two"));
		assertThat(this.script.lines()).containsExactly("~Book");
	}

	@Test
	void entityThatIsNotDirtyIsNotTold() {
		Book book = persisted(new Book("one"));
		this.script.reset();
		write(() -> {
			Book found = this.entityManager.find(Book.class, book.getId());
			found.setTitle("two");
			found.setTitle("one");
			this.entityManager.persist(found);
			this.entityManager.flush();
		});
		assertThat(this.script.lines()).isEmpty();
	}

	@Test
	void changeBetweenPersistAndInsertIsToldAsTheTwoStatementsThatItIs() {
		write(() -> {
			Book book = new Book("one");
			this.entityManager.persist(book);
			book.setTitle("two");
		});
		assertThat(this.script.lines()).containsExactly("+Book", "~Book");
	}

	@Test
	void mergeOfANewEntityIsToldWithTheManagedCopy() {
		Book detached = new Book("new");
		Book managed = writeAndGet(() -> this.entityManager.merge(detached));
		assertThat(managed).isNotSameAs(detached);
		assertThat(onlyHeard()).isInstanceOf(PostSaveEvent.Created.class)
			.returns(managed, PostSaveEvent::getEntity)
			.returns(managed.getId(), PostSaveEvent::getId);
	}

	@Test
	void mergeOfANewEntityWithAnAssignedIdIsToldWithTheManagedCopy() {
		Account managed = writeAndGet(() -> this.entityManager.merge(new Account("merged", "Ann")));
		assertThat(onlyHeard()).isInstanceOf(PostSaveEvent.Created.class)
			.returns(managed, PostSaveEvent::getEntity)
			.returns("merged", PostSaveEvent::getId)
			.satisfies((event) -> assertThat(event.getChanges()).containsOnlyKeys("owner"));
	}

	@Test
	void mergeOfAChangedEntityIsToldWithTheManagedCopy() {
		Book detached = persisted(new Book("one"));
		this.script.reset();
		detached.setTitle("two");
		Book managed = writeAndGet(() -> this.entityManager.merge(detached));
		assertThat(managed).isNotSameAs(detached);
		assertThat(onlyHeard()).isInstanceOf(PostSaveEvent.Updated.class)
			.returns(managed, PostSaveEvent::getEntity)
			.satisfies((event) -> assertThat(event.getChanges().get("title")).extracting("oldValue", "newValue")
				.containsExactly("one", "two"));
	}

	@Test
	void mergeOfAnUnchangedEntityIsNotTold() {
		Book detached = persisted(new Book("one"));
		this.script.reset();
		writeAndGet(() -> this.entityManager.merge(detached));
		assertThat(this.script.lines()).isEmpty();
	}

	@Test
	void updateThroughALazyProxyIsToldWithTheEntityBehindIt() {
		Book book = persisted(new Book("one"));
		this.script.reset();
		write(() -> {
			Book proxy = this.entityManager.getReference(Book.class, book.getId());
			assertThat(proxy.getClass()).isNotEqualTo(Book.class);
			proxy.setTitle("two");
			this.entityManager.flush();
			assertThat(onlyHeard().getEntity()).isSameAs(Hibernate.unproxy(proxy));
		});
		assertThat(onlyHeard().getEntityType()).isEqualTo(Book.class);
		assertThat((Object) onlyHeard().getEntity()).isExactlyInstanceOf(Book.class);
	}

	@Test
	void updateThroughALazyProxyOfTheSuperclassIsToldAsTheSubclass() {
		Tome tome = persisted(new Tome("Emma", 400));
		this.script.reset();
		write(() -> this.entityManager.getReference(Item.class, tome.getId()).setTitle("Persuasion"));
		assertThat(onlyHeard().getEntityType()).isEqualTo(Tome.class);
		assertThat((Object) onlyHeard().getEntity()).isExactlyInstanceOf(Tome.class);
	}

	@Test
	void versionedEntityWithOnlyACollectionChangedIsTold() {
		persisted(new Account("collection", "Ann"));
		this.script.reset();
		write(() -> this.entityManager.find(Account.class, "collection").getTags().add("loyal"));
		assertThat(onlyHeard()).isInstanceOf(PostSaveEvent.Updated.class)
			.returns(true, PostSaveEvent::isChangesKnown)
			.returns(true, (event) -> event.hasChanged("tags"))
			.satisfies((event) -> assertThat(event.getChanges()).containsOnlyKeys("tags"));
	}

	@Test
	void entityWithoutVersionAndWithOnlyACollectionChangedIsTold() {
		Reader reader = persisted(new Reader("Ann"));
		this.script.reset();
		write(() -> this.entityManager.find(Reader.class, reader.getId()).getNicknames().add("Annie"));
		assertThat(onlyHeard().getChanges()).containsOnlyKeys("nicknames");
		assertThat(
				writeAndGet(() -> Hibernate.size(this.entityManager.find(Reader.class, reader.getId()).getNicknames())))
			.isOne();
	}

	@Test
	void removalIsNotTold() {
		Book book = persisted(new Book("one"));
		this.script.reset();
		write(() -> {
			Book found = this.entityManager.find(Book.class, book.getId());
			found.setTitle("two");
			this.entityManager.remove(found);
		});
		assertThat(this.script.lines()).isEmpty();
	}

	private <T> T persisted(T entity) {
		write(() -> this.entityManager.persist(entity));
		return entity;
	}

	private void write(Runnable action) {
		this.transaction.executeWithoutResult((status) -> action.run());
	}

	private <T> T writeAndGet(Supplier<T> action) {
		return this.transaction.execute((status) -> action.get());
	}

	private Object idOf(Object entity) {
		return this.entityManagerFactory.getPersistenceUnitUtil().getIdentifier(entity);
	}

	private PostSaveEvent<?> onlyHeard() {
		List<PostSaveEvent<?>> heard = this.script.heard();
		assertThat(heard).hasSize(1);
		return heard.get(0);
	}

}
