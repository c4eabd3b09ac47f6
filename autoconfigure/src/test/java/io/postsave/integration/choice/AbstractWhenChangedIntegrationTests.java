package io.postsave.integration.choice;

import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

import io.postsave.AttributeChange;
import io.postsave.bookshop.Account;
import io.postsave.bookshop.Address;
import io.postsave.bookshop.Book;
import io.postsave.bookshop.Note;
import io.postsave.integration.choice.ChangeListeners.ReaderIndexer;
import io.postsave.library.catalog.Branch;
import io.postsave.library.catalog.Fee;
import io.postsave.library.catalog.LateFee;
import io.postsave.library.catalog.Reader;
import io.postsave.library.catalog.Tome;
import io.postsave.library.changes.Invoice;
import io.postsave.test.TestPostSave;
import jakarta.persistence.EntityManager;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of whom a change is told, with either delivery.
 */
@SpringBootTest(classes = AbstractWhenChangedIntegrationTests.Application.class)
abstract class AbstractWhenChangedIntegrationTests {

	@Autowired
	TransactionTemplate transaction;

	@Autowired
	EntityManager entityManager;

	@Autowired
	ChangeListeners listeners;

	@Autowired
	ReaderIndexer indexer;

	@Autowired
	ApplicationEventPublisher publisher;

	@BeforeEach
	void reset() {
		this.listeners.reset();
		this.indexer.indexed().clear();
	}

	@Test
	void changeOfAnotherAttributeIsNotTold() {
		Book book = saved(new Book("one", "Ann"));
		change(Book.class, book.getId(), (found) -> found.setAuthor("Bob"));
		assertTold("title");
		assertTold("either", "~Book");
		change(Book.class, book.getId(), (found) -> found.setTitle("two"));
		assertTold("title", "~Book");
		assertTold("either", "~Book", "~Book");
		assertTold("composed", "~Book");
	}

	@Test
	void bothAttributesOfOneMethodAreToldOnce() {
		Book book = saved(new Book("one"));
		change(Book.class, book.getId(), (found) -> {
			found.setAuthor("Bob");
			found.setTitle("two");
		});
		assertTold("either", "~Book");
	}

	@Test
	void createdEntityHasChangedWhatIsNotNull() {
		inTransaction(() -> this.entityManager.persist(new Book("one")));
		assertTold("title", "+Book");
		assertTold("composed");
		inTransaction(() -> this.entityManager.persist(new Book("two", "Ann")));
		assertTold("title", "+Book", "+Book");
		assertTold("composed", "+Book");
	}

	@Test
	void eachDeliveryIsFilteredWhateverTheOtherIs() {
		Book book = saved(new Book("one"));
		change(Book.class, book.getId(), (found) -> found.setAuthor("Bob"));
		change(Book.class, book.getId(), (found) -> found.setTitle("two"));
		assertTold("author in transaction", "~Book");
		assertTold("author after commit", "~Book");
	}

	@Test
	void changeOfTheFirstWriteIsOneOfTheWholeTransaction() {
		Book book = saved(new Book("one"));
		inTransaction(() -> {
			Book found = find(Book.class, book.getId());
			found.setAuthor("Ann");
			this.entityManager.flush();
			found.setTitle("two");
		});
		assertTold("author in transaction", "~Book");
		assertTold("author after commit", "~Book");
	}

	@Test
	void changeThatIsTakenBackIsNoneAfterTheCommit() {
		Book book = saved(new Book("one", "Ann"));
		inTransaction(() -> {
			Book found = find(Book.class, book.getId());
			found.setAuthor("Bob");
			this.entityManager.flush();
			found.setAuthor("Ann");
			found.setTitle("two");
		});
		assertTold("author in transaction", "~Book", "~Book");
		assertTold("author after commit");
	}

	@Test
	void listHoldsWhatIsLetThrough() {
		inTransaction(() -> {
			this.entityManager.persist(new Book("one", "Ann"));
			this.entityManager.persist(new Book("two"));
			this.entityManager.persist(new Book("three", "Bob"));
		});
		assertTold("list", "+Book", "of [one, three]");
	}

	@Test
	void listenerOfAListIsNotCalledIfNothingIsLetThrough() {
		inTransaction(() -> this.entityManager.persist(new Book("two")));
		assertTold("list");
	}

	@Test
	void conditionHoldsAsWell() {
		inTransaction(() -> this.entityManager.persist(new Book("told", "Ann")));
		inTransaction(() -> this.entityManager.persist(new Book("told")));
		inTransaction(() -> this.entityManager.persist(new Book("not told", "Ann")));
		assertTold("condition", "+Book");
	}

	@Test
	void classesOfTheAnnotationHoldAsWell() {
		Branch branch = saved(new Branch("Rome"));
		change(Branch.class, branch.getId(), (found) -> found.setCity("Bern"));
		assertTold("classes", "~Branch");
		assertTold("class without parameter", "~");
		Book book = saved(new Book("one"));
		change(Book.class, book.getId(), (found) -> found.setTitle("two"));
		assertTold("class without parameter");
	}

	@Test
	void embeddedAttributeIsComparedAsAWhole() {
		Account account = saved(new Account("embedded-" + getClass().getSimpleName(), "Ann"));
		String id = String.valueOf(account.getId());
		change(Account.class, id, (found) -> found.setAddress(new Address("Street 1", "Rome")));
		change(Account.class, id, (found) -> found.setOwner("Bob"));
		change(Account.class, id, (found) -> {
			found.setAddress(new Address("Street 1", "Rome"));
			found.setOwner("Eve");
		});
		assertTold("address", "~Account");
		change(Account.class, id, (found) -> found.setAddress(new Address("Street 1", "Bern")));
		change(Account.class, id, (found) -> {
			Address address = found.getAddress();
			assertThat(address).isNotNull();
			address.setCity("Paris");
		});
		assertTold("address", "~Account", "~Account", "~Account");
	}

	@Test
	void ownedCollectionCanBeNamed() {
		Account account = saved(new Account("tags-" + getClass().getSimpleName(), "Ann"));
		change(Account.class, String.valueOf(account.getId()), (found) -> found.setOwner("Bob"));
		assertTold("tags");
	}

	@Test
	void methodThatHearsEverythingIsToldOfWhatHasTheAttribute() {
		Reader reader = new Reader("Ann");
		reader.setAddress(new Address("Street 1", "Rome"));
		inTransaction(() -> {
			this.entityManager.persist(new Note("one " + getClass().getSimpleName()));
			this.entityManager.persist(new Book("one"));
			this.entityManager.persist(new Reader("Bob"));
			this.entityManager.persist(reader);
		});
		assertTold("any address", "+Reader");
	}

	@Test
	void attributeOfSomeSubclassesIsToldOfThese() {
		inTransaction(() -> {
			this.entityManager.persist(new Fee(1));
			this.entityManager.persist(new LateFee(2, 30));
			this.entityManager.persist(new Tome("one", 100));
		});
		assertTold("of some subclasses", "+LateFee", "+Tome");
	}

	@Test
	void inheritedAttributeIsTold() {
		LateFee fee = saved(new LateFee(2, 30));
		change(LateFee.class, fee.getId(), (found) -> found.setAmount(3));
		assertTold("fees");
		change(LateFee.class, fee.getId(), (found) -> found.setStatus("paid"));
		assertTold("fees", "~LateFee");
		Tome volume = saved(new Tome("one", 100));
		change(Tome.class, volume.getId(), (found) -> found.setPages(200));
		assertTold("items");
		change(Tome.class, volume.getId(), (found) -> found.setTitle("two"));
		assertTold("items", "~Tome");
	}

	@Test
	void generatedAttributeIsTold() {
		Invoice invoice = saved(new Invoice(10, "Ann"));
		change(Invoice.class, invoice.getId(), (found) -> found.setText("more"));
		assertTold("gross");
		change(Invoice.class, invoice.getId(), (found) -> found.setNet(15));
		assertTold("gross", "~Invoice");
	}

	@Test
	void genericBaseClassHearsWhatItsSubclassSays() {
		Reader reader = saved(new Reader("Ann"));
		change(Reader.class, reader.getId(), (found) -> found.setEmail("ann@example.org"));
		assertThat(this.indexer.indexed()).isEmpty();
		change(Reader.class, reader.getId(), (found) -> found.setName("Eve"));
		assertThat(this.indexer.indexed()).extracting(Reader::getName).containsExactly("Eve");
	}

	@Test
	void unknownChangesAreTold() {
		Book book = saved(new Book("one"));
		Account account = saved(new Account("unknown-" + getClass().getSimpleName(), "Ann"));
		inTransaction(() -> this.entityManager.unwrap(Session.class).doWork((connection) -> {
			try (StatelessSession session = this.entityManager.getEntityManagerFactory()
				.unwrap(SessionFactory.class)
				.openStatelessSession(connection)) {
				session.update(book);
				session.update(account);
			}
		}));
		assertTold("title", "~Book");
		assertTold("composed", "~Book");
		assertTold("address", "~Account");
		assertTold("tags", "~Account");
		assertTold("of some subclasses");
	}

	@Test
	void eventThatATestMakesIsFiltered() {
		Book book = new Book("one");
		this.publisher
			.publishEvent(TestPostSave.updated(book, 1L, Map.of("title", new AttributeChange("zero", "one"))));
		assertTold("title", "~Book");
		assertTold("composed");
		this.publisher.publishEvent(TestPostSave.created(this, 1L));
		assertTold("any address");
	}

	private <T> T saved(T entity) {
		inTransaction(() -> this.entityManager.persist(entity));
		this.listeners.reset();
		this.indexer.indexed().clear();
		return entity;
	}

	private <T> void change(Class<T> type, @Nullable Object id, Consumer<T> change) {
		inTransaction(() -> change.accept(find(type, id)));
	}

	private <T> T find(Class<T> type, @Nullable Object id) {
		return this.entityManager.find(type, Objects.requireNonNull(id));
	}

	private void inTransaction(Runnable work) {
		this.transaction.executeWithoutResult((status) -> work.run());
	}

	private void assertTold(String listener, String... expected) {
		assertThat(this.listeners.told(listener)).as(listener).containsExactly(expected);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EntityScan(basePackageClasses = { Book.class, Reader.class, Invoice.class })
	static class Application {

		@Bean
		ChangeListeners changeListeners() {
			return new ChangeListeners();
		}

		@Bean
		ReaderIndexer readerIndexer() {
			return new ReaderIndexer();
		}

	}

}
