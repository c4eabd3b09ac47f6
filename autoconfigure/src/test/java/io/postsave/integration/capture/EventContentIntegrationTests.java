package io.postsave.integration.capture;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import io.postsave.AttributeChange;
import io.postsave.PostSaveEvent;
import io.postsave.bookshop.Account;
import io.postsave.bookshop.Address;
import io.postsave.bookshop.Book;
import io.postsave.bookshop.Script;
import io.postsave.delivery.BoundSaves;
import io.postsave.delivery.SaveRecorder;
import io.postsave.integration.support.LibraryTest;
import io.postsave.library.catalog.Branch;
import io.postsave.library.catalog.Card;
import io.postsave.library.catalog.LateFee;
import io.postsave.library.catalog.Loan;
import io.postsave.library.catalog.LoanId;
import io.postsave.library.catalog.Rack;
import io.postsave.library.catalog.RackMark;
import io.postsave.library.catalog.Reader;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.orm.jpa.hibernate.SharedSessionCreator;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests of what events say: changes, old and new values, names of attributes.
 */
@LibraryTest
class EventContentIntegrationTests {

	@Autowired
	TransactionTemplate transaction;

	@Autowired
	EntityManager entityManager;

	@Autowired
	EntityManagerFactory entityManagerFactory;

	@Autowired
	SaveRecorder recorder;

	@Autowired
	Script script;

	@BeforeEach
	void reset() {
		this.script.reset();
	}

	@Test
	void changesOfACreateAreAllValuesFromNull() {
		Branch branch = persisted(new Branch("Oslo"));
		Reader reader = new Reader("Ann");
		reader.setAddress(new Address("High Street", "York"));
		reader.setBranch(branch);
		reader.getNicknames().add("Annie");
		persisted(reader);
		assertThat(lastHeard().isCreated()).isTrue();
		assertThat(lastHeard().isChangesKnown()).isTrue();
		assertThat(lastHeard().getChanges()).isEqualTo(Map.of("name", new AttributeChange(null, "Ann"), "address",
				new AttributeChange(null, new Address("High Street", "York")), "branch",
				new AttributeChange(null, branch), "nicknames", new AttributeChange(null, Set.of("Annie"))));
		assertThat(lastHeard().hasChanged("name")).isTrue();
		assertThat(lastHeard().hasChanged("email")).isFalse();
	}

	@Test
	void changesOfACreateHaveThePrimitivesAndTheInheritedAttributes() {
		persisted(new LateFee(0, 12));
		assertThat(lastHeard().getChanges())
			.isEqualTo(Map.of("amount", new AttributeChange(null, 0), "daysLate", new AttributeChange(null, 12)));
	}

	@Test
	void identifiersAndVersionsAreNoChanges() {
		persisted(new Rack(new RackMark("content", 1), "poems"));
		assertThat(lastHeard().getChanges()).containsOnlyKeys("label");
		persisted(new Loan(new LoanId("content", 1)));
		assertThat(lastHeard().getChanges()).isEmpty();
		persisted(new Account("content", "Ann"));
		assertThat(lastHeard().getChanges()).containsOnlyKeys("owner");
		change(Account.class, "content", (account) -> account.setOwner("Bob"));
		assertThat(lastHeard().getChanges()).containsOnlyKeys("owner");
	}

	@Test
	void whetherIdentifierVersionOrInverseCollectionChangedIsAnErrorThatSaysWhy() {
		persisted(new Account("roles", "Ann"));
		assertIsRefused("id", "identifier", Account.class);
		assertIsRefused("version", "version", Account.class);
		change(Account.class, "roles", (account) -> account.setOwner("Bob"));
		assertIsRefused("id", "identifier", Account.class);
		assertIsRefused("version", "version", Account.class);
		persisted(new Reader("Ann"));
		assertIsRefused("cards", "inverse collection", Reader.class);
		persisted(new Rack(new RackMark("roles", 1), "poems"));
		assertIsRefused("mark", "identifier", Rack.class);
		persisted(new Loan(new LoanId("roles", 1)));
		assertIsRefused("copyNumber", "identifier", Loan.class);
		persisted(new LateFee(0, 12));
		assertIsRefused("id", "identifier", LateFee.class);
	}

	@Test
	void whetherTheIdentifierChangedIsAnErrorWhereChangesAreUnknownToo() {
		Book book = persisted(new Book("one"));
		inStatelessSession((session) -> session.update(book));
		assertIsRefused("id", "identifier", Book.class);
	}

	@Test
	void identifierOfOtherEntitiesAloneHasNotChanged() {
		persisted(new Book("one"));
		assertThat(lastHeard().hasChanged("mark")).isFalse();
		assertThat(lastHeard().hasChanged("version")).isFalse();
		assertThat(lastHeard().hasChanged("cards")).isFalse();
	}

	@Test
	void identifierThatIsAPlainAttributeOfAnotherEntityHasNotChanged() {
		persisted(new Loan(new LoanId("plain", 1)));
		assertThat(lastHeard().hasChanged("reader")).isFalse();
		change(Loan.class, new LoanId("plain", 1), (loan) -> loan.setRenewals(1));
		assertThat(lastHeard().hasChanged("reader")).isFalse();
		persisted(reader("Ann", "1"));
		assertThat(lastHeard().getEntityType()).isEqualTo(Card.class);
		assertThat(lastHeard().hasChanged("reader")).isTrue();
	}

	private static Reader reader(String name, String card) {
		Reader reader = new Reader(name);
		reader.addCard(card);
		return reader;
	}

	private void assertIsRefused(String attribute, String role, Class<?> entityType) {
		PostSaveEvent<?> event = lastHeard();
		assertThat(event.getEntityType()).isEqualTo(entityType);
		assertThatIllegalArgumentException().isThrownBy(() -> event.hasChanged(attribute))
			.withMessageContaining("'" + attribute + "'")
			.withMessageContaining(role)
			.withMessageContaining(entityType.getName())
			.withMessageContaining("'default'");
	}

	@Test
	void changesOfAnUpdateAreFromTheOldToTheNewValue() {
		Reader reader = persisted(new Reader("Ann"));
		change(Reader.class, reader.getId(), (found) -> {
			found.setName("Bob");
			found.setEmail("bob@example.com");
		});
		assertThat(lastHeard().isCreated()).isFalse();
		assertThat(lastHeard().isChangesKnown()).isTrue();
		assertThat(lastHeard().getChanges()).isEqualTo(Map.of("name", new AttributeChange("Ann", "Bob"), "email",
				new AttributeChange(null, "bob@example.com")));
		assertThat(lastHeard().hasChanged("email")).isTrue();
		assertThat(lastHeard().hasChanged("address")).isFalse();
	}

	@Test
	void clearedAttributeChangesToNull() {
		Reader reader = new Reader("Ann");
		reader.setEmail("ann@example.com");
		persisted(reader);
		change(Reader.class, reader.getId(), (found) -> found.setEmail(null));
		assertThat(lastHeard().getChanges()).isEqualTo(Map.of("email", new AttributeChange("ann@example.com", null)));
	}

	@Test
	void changesComeInTheOrderOfTheAttributes() {
		Branch branch = persisted(new Branch("Oslo"));
		Reader reader = persisted(new Reader("Ann"));
		change(Reader.class, reader.getId(), (found) -> {
			found.setPortrait(new byte[] { 1 });
			found.setName("Bob");
			found.setEmail("bob@example.com");
			found.setBranch(branch);
			found.setAddress(new Address("High Street", "York"));
		});
		List<String> attributes = List.of(this.entityManagerFactory.unwrap(SessionFactoryImplementor.class)
			.getMappingMetamodel()
			.getEntityDescriptor(Reader.class)
			.getPropertyNames());
		assertThat(List.copyOf(lastHeard().getChanges().keySet())).hasSize(5)
			.isEqualTo(attributes.stream().filter(lastHeard().getChanges()::containsKey).toList());
	}

	@Test
	void embeddedAttributeThatIsReplacedChangesAsAWhole() {
		Reader reader = new Reader("Ann");
		reader.setAddress(new Address("High Street", "York"));
		persisted(reader);
		change(Reader.class, reader.getId(), (found) -> found.setAddress(new Address("Low Street", "York")));
		assertThat(lastHeard().getChanges()).isEqualTo(Map.of("address",
				new AttributeChange(new Address("High Street", "York"), new Address("Low Street", "York"))));
	}

	@Test
	void embeddedAttributeThatIsChangedInPlaceHasItsOldValue() {
		Reader reader = new Reader("Ann");
		reader.setAddress(new Address("High Street", "York"));
		persisted(reader);
		change(Reader.class, reader.getId(), (found) -> found.getAddress().setCity("Leeds"));
		assertThat(lastHeard().getChanges()).isEqualTo(Map.of("address",
				new AttributeChange(new Address("High Street", "York"), new Address("High Street", "Leeds"))));
	}

	@Test
	void embeddedAttributeThatComesAndGoesChangesFromAndToNull() {
		Reader reader = persisted(new Reader("Ann"));
		change(Reader.class, reader.getId(), (found) -> found.setAddress(new Address("High Street", "York")));
		assertThat(lastHeard().getChanges())
			.isEqualTo(Map.of("address", new AttributeChange(null, new Address("High Street", "York"))));
		change(Reader.class, reader.getId(), (found) -> found.setAddress(null));
		assertThat(lastHeard().getChanges())
			.isEqualTo(Map.of("address", new AttributeChange(new Address("High Street", "York"), null)));
	}

	@Test
	void associationToOneChangesFromEntityToEntity() {
		Branch oslo = persisted(new Branch("Oslo"));
		Branch bergen = persisted(new Branch("Bergen"));
		Reader reader = new Reader("Ann");
		reader.setBranch(oslo);
		persisted(reader);
		this.transaction.executeWithoutResult((status) -> {
			Reader found = this.entityManager.find(Reader.class, reader.getId());
			Branch before = found.getBranch();
			Branch after = this.entityManager.find(Branch.class, bergen.getId());
			found.setBranch(after);
			this.entityManager.flush();
			assertThat(lastHeard().getChanges()).isEqualTo(Map.of("branch", new AttributeChange(before, after)));
			assertThat(before.getId()).isEqualTo(oslo.getId());
		});
	}

	@Test
	void collectionIsAChangeAndAnInverseOneIsNone() {
		Reader reader = persisted(new Reader("Ann"));
		change(Reader.class, reader.getId(), (found) -> {
			found.setName("Bob");
			found.getNicknames().add("Bobby");
			found.addCard("1");
		});
		PostSaveEvent<?> event = this.script.heard()
			.stream()
			.filter((heard) -> !heard.isCreated() && heard.getEntityType() == Reader.class)
			.findFirst()
			.orElseThrow();
		assertThat(event.getChanges()).containsOnlyKeys("name", "nicknames");
		assertThat(event.hasChanged("nicknames")).isTrue();
	}

	@Test
	void changesAreThoseOfTheMomentOfTheWrite() {
		Reader reader = new Reader("Ann");
		reader.setAddress(new Address("High Street", "York"));
		reader.setPortrait(new byte[] { 1 });
		this.transaction.executeWithoutResult((status) -> {
			this.entityManager.persist(reader);
			this.entityManager.flush();
			reader.setName("Bob");
			reader.getAddress().setCity("Leeds");
			reader.getPortrait()[0] = 2;
			this.entityManager.flush();
			reader.setName("Eve");
			reader.getAddress().setCity("Bath");
			reader.getPortrait()[0] = 3;
		});
		assertThat(this.script.lines()).containsExactly("+Reader", "~Reader", "~Reader");
		assertThat(changeOf(0, "name")).isEqualTo(new AttributeChange(null, "Ann"));
		assertThat(changeOf(1, "name")).isEqualTo(new AttributeChange("Ann", "Bob"));
		assertThat(changeOf(2, "name")).isEqualTo(new AttributeChange("Bob", "Eve"));
		assertThat(changeOf(0, "address").newValue()).isEqualTo(new Address("High Street", "York"));
		assertThat(changeOf(1, "address"))
			.isEqualTo(new AttributeChange(new Address("High Street", "York"), new Address("High Street", "Leeds")));
		assertThat(changeOf(0, "portrait").newValue()).isEqualTo(new byte[] { 1 });
		assertThat(changeOf(1, "portrait").oldValue()).isEqualTo(new byte[] { 1 });
		assertThat(changeOf(1, "portrait").newValue()).isEqualTo(new byte[] { 2 });
	}

	@Test
	void changesThatAListenerMakesAreNotThoseItIsToldOf() {
		this.script.onCreated(Reader.class, (reader) -> {
			reader.setName("Bob");
			reader.getAddress().setCity("Leeds");
		});
		Reader reader = new Reader("Ann");
		reader.setAddress(new Address("High Street", "York"));
		persisted(reader);
		assertThat(this.script.lines()).containsExactly("+Reader", "~Reader");
		assertThat(changeOf(0, "name")).isEqualTo(new AttributeChange(null, "Ann"));
		assertThat(changeOf(0, "address").newValue()).isEqualTo(new Address("High Street", "York"));
		assertThat(changeOf(1, "address"))
			.isEqualTo(new AttributeChange(new Address("High Street", "York"), new Address("High Street", "Leeds")));
	}

	@Test
	void changesCannotBeModified() {
		Book book = persisted(new Book("one"));
		Map<String, AttributeChange> created = lastHeard().getChanges();
		change(Book.class, book.getId(), (found) -> found.setTitle("two"));
		Map<String, AttributeChange> updated = lastHeard().getChanges();
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(created::clear);
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> updated.put("title", new AttributeChange(null, null)));
	}

	@Test
	void eventNamesTheEntityWithoutItsContent() {
		Account account = new Account("named", "a secret");
		account.setAddress(new Address("a secret", "a secret"));
		persisted(account);
		assertThat(lastHeard()).hasToString("PostSaveEvent.Created<Account>[id=named, persistenceUnit=default]");
		change(Account.class, "named", (found) -> found.setOwner("another secret"));
		assertThat(lastHeard()).hasToString("PostSaveEvent.Updated<Account>[id=named, persistenceUnit=default]");
	}

	@Test
	void eventCannotBeSerialized() throws IOException {
		Book book = persisted(new Book("one"));
		PostSaveEvent<?> created = lastHeard();
		change(Book.class, book.getId(), (found) -> found.setTitle("two"));
		PostSaveEvent<?> updated = lastHeard();
		try (ObjectOutputStream stream = new ObjectOutputStream(new ByteArrayOutputStream())) {
			assertThatExceptionOfType(NotSerializableException.class).isThrownBy(() -> stream.writeObject(created));
			assertThatExceptionOfType(NotSerializableException.class).isThrownBy(() -> stream.writeObject(updated));
		}
	}

	@Test
	void attributeThatNoEntityHasIsAnErrorThatListsThoseOfTheEntity() {
		Reader reader = persisted(new Reader("Ann"));
		assertThatIllegalArgumentException().isThrownBy(() -> lastHeard().hasChanged("nmae"))
			.withMessageContaining("'nmae'")
			.withMessageContaining(Reader.class.getName())
			.withMessageContaining("'default'")
			.withMessageContaining("address, branch, cards, email, id, name, nicknames, portrait");
		change(Reader.class, reader.getId(), (found) -> found.setName("Bob"));
		assertThatIllegalArgumentException().isThrownBy(() -> lastHeard().hasChanged("nmae"))
			.withMessageContaining("address, branch, cards, email, id, name, nicknames, portrait");
	}

	@Test
	void attributeOfOtherEntitiesHasNotChanged() {
		Book book = persisted(new Book("one"));
		assertThat(lastHeard().hasChanged("daysLate")).isFalse();
		change(Book.class, book.getId(), (found) -> found.setTitle("two"));
		assertThat(lastHeard().hasChanged("daysLate")).isFalse();
	}

	@Test
	void statelessInsertIsToldAtOnce() {
		inStatelessSession((session) -> {
			Book book = new Book("one");
			session.insert(book);
			assertThat(this.script.lines()).containsExactly("+Book");
			assertThat(lastHeard().getId()).isEqualTo(book.getId());
			assertThat(lastHeard().getChanges()).isEqualTo(Map.of("title", new AttributeChange(null, "one")));
			session.insert(new Branch("Oslo"));
			assertThat(this.script.lines()).containsExactly("+Book", "+Branch");
		});
	}

	@Test
	void statelessUpdateIsToldAtOnceWithoutKnowingWhatChanged() {
		Book book = persisted(new Book("one"));
		this.script.reset();
		inStatelessSession((session) -> {
			book.setTitle("two");
			session.update(book);
			assertThat(this.script.lines()).containsExactly("~Book");
		});
		assertThat(this.script.lines()).containsExactly("~Book");
		assertThat(lastHeard().isChangesKnown()).isFalse();
		assertThat(lastHeard().getChanges()).isEmpty();
		assertThat(lastHeard().getId()).isEqualTo(book.getId());
		assertThat((Object) lastHeard().getEntity()).isSameAs(book);
	}

	@Test
	void everyAttributeMayHaveChangedWhereChangesAreUnknown() {
		Book book = persisted(new Book("one"));
		inStatelessSession((session) -> session.update(book));
		assertThat(lastHeard().hasChanged("title")).isTrue();
		assertThat(lastHeard().hasChanged("author")).isTrue();
		assertThat(lastHeard().hasChanged("daysLate")).isFalse();
		assertThatIllegalArgumentException().isThrownBy(() -> lastHeard().hasChanged("ttile"));
	}

	@Test
	void statelessSessionOfASpringTransactionIsToldAtOnce() {
		StatelessSession session = SharedSessionCreator
			.createSharedStatelessSession(this.entityManagerFactory.unwrap(SessionFactory.class));
		this.transaction.executeWithoutResult((status) -> {
			session.insert(new Branch("Oslo"));
			assertThat(this.script.lines()).containsExactly("+Branch");
			this.entityManager.persist(new Book("one"));
		});
		assertThat(this.script.lines()).containsExactly("+Branch", "+Book");
	}

	@Test
	void nothingIsKeptOfAStatelessSessionWithoutATransactionWhoseListenerFails() {
		this.script.onCreated(Branch.class, (branch) -> {
			throw new IllegalStateException("refused");
		});
		SessionFactory sessionFactory = this.entityManagerFactory.unwrap(SessionFactory.class);
		try (StatelessSession session = sessionFactory.openStatelessSession()) {
			assertThatIllegalStateException().isThrownBy(() -> session.insert(new Branch("Oslo")))
				.withMessage("refused");
			assertThat(BoundSaves.of(this.recorder)).isNull();
			session.insert(new Book("one"));
			assertThat(BoundSaves.of(this.recorder)).isNull();
		}
		assertThat(this.script.lines()).containsExactly("+Branch", "+Book");
	}

	@Test
	void nothingIsKeptOfAStatelessTransactionWhoseListenerFails() {
		this.script.onCreated(Branch.class, (branch) -> {
			throw new IllegalStateException("refused");
		});
		assertThatIllegalStateException()
			.isThrownBy(() -> inStatelessSession((session) -> session.insert(new Branch("Oslo"))));
		assertThat(BoundSaves.of(this.recorder)).isNull();
	}

	@Test
	void statelessUpsertIsNotTold() {
		inStatelessSession((session) -> session.upsert(new Rack(new RackMark("upsert", 1), "poems")));
		assertThat(this.script.lines()).isEmpty();
		assertThat(this.entityManager.find(Rack.class, new RackMark("upsert", 1))).isNotNull();
	}

	@Test
	void bulkStatementsAreNotTold() {
		Book book = persisted(new Book("one"));
		this.script.reset();
		this.transaction.executeWithoutResult((status) -> {
			this.entityManager.createQuery("update Book set title = 'two'").executeUpdate();
			this.entityManager.createQuery("insert into Book (title) select b.title from Book b").executeUpdate();
			this.entityManager.createNativeQuery("update book set author = 'Ann'").executeUpdate();
			var update = this.entityManager.getCriteriaBuilder().createCriteriaUpdate(Book.class);
			update.from(Book.class);
			this.entityManager.createQuery(update.set("author", "Bob")).executeUpdate();
		});
		assertThat(this.script.lines()).isEmpty();
		assertThat(this.entityManager.find(Book.class, book.getId()).getAuthor()).isEqualTo("Bob");
	}

	private <T> T persisted(T entity) {
		this.transaction.executeWithoutResult((status) -> this.entityManager.persist(entity));
		return entity;
	}

	private <T> void change(Class<T> type, Object id, Consumer<T> change) {
		this.transaction.executeWithoutResult((status) -> change.accept(this.entityManager.find(type, id)));
	}

	private void inStatelessSession(Consumer<StatelessSession> action) {
		this.entityManagerFactory.unwrap(SessionFactory.class).inStatelessTransaction(action::accept);
	}

	private PostSaveEvent<?> lastHeard() {
		List<PostSaveEvent<?>> heard = this.script.heard();
		assertThat(heard).isNotEmpty();
		return heard.get(heard.size() - 1);
	}

	private AttributeChange changeOf(int event, String attribute) {
		return this.script.heard().get(event).getChanges().get(attribute);
	}

}
