package io.postsave.stored;

import java.math.BigDecimal;
import java.time.Period;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import io.postsave.AttributeChange;
import io.postsave.PostDeleteEvent;
import io.postsave.PostSaveEvent;
import io.postsave.stored.FailingListeners.Delivery;
import io.postsave.stored.Shop.Book;
import io.postsave.stored.Shop.Item;
import io.postsave.stored.Shop.Place;
import io.postsave.stored.Shop.Price;
import io.postsave.stored.Shop.State;
import io.postsave.stored.Shop.Stock;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Events that are delivered again say what they said the first time.
 */
@SpringBootTest(properties = { "post-save.modulith.resubmit-interval=200ms",
		"spring.jpa.properties.hibernate.generate_statistics=true" })
@ExtendWith(OutputCaptureExtension.class)
class RedeliveredEventsIntegrationTests {

	private static final AtomicLong ids = new AtomicLong();

	@Autowired
	private EntityManager entities;

	@Autowired
	private EntityManagerFactory factory;

	@Autowired
	private TransactionTemplate transaction;

	@Autowired
	private FailingListeners listeners;

	private void inTransaction(Consumer<EntityManager> work) {
		this.transaction.executeWithoutResult((status) -> work.accept(this.entities));
	}

	/**
	 * Return the second delivery of the next event, which said what the first one did.
	 */
	private Delivery redelivered() throws InterruptedException {
		Delivery first = this.listeners.next();
		Delivery again = this.listeners.next();
		assertThat(again.told()).usingRecursiveComparison().isEqualTo(first.told());
		assertThat(again.entity()).isNotSameAs(first.entity()).hasSameClassAs(first.entity());
		return again;
	}

	private Item save(Item item) throws InterruptedException {
		inTransaction((manager) -> manager.persist(item));
		redelivered();
		return item;
	}

	@Test
	void creationSaysTheSameAgain() throws InterruptedException {
		Item item = new Item(ids.incrementAndGet(), "Lamp");
		inTransaction((manager) -> manager.persist(item));
		Delivery again = redelivered();
		assertThat(again.told()).extracting(Told::type, Told::kind, Told::created, Told::id, Told::version, Told::unit)
			.containsExactly(Item.class, PostSaveEvent.Created.class, true, item.id, 0, "default");
		assertThat(again.told().nameChanged()).isTrue();
		assertThat(((Item) again.entity()).name).isEqualTo("Lamp");
	}

	@Test
	void changesOfEveryKindAreSaidAgain(CapturedOutput output) throws InterruptedException {
		Item whole = save(new Item(ids.incrementAndGet(), "Set"));
		Item item = save(new Item(ids.incrementAndGet(), "Lamp"));
		inTransaction((manager) -> {
			Item found = manager.find(Item.class, item.id);
			found.image = new byte[] { 3 };
			found.since = found.since.plusNanos(1_000);
			found.state = State.USED;
			found.price = new Price(new BigDecimal("2.00"), "EUR");
			found.partOf = manager.getReference(Item.class, whole.id);
			found.tags.add("c");
			found.warranty = Period.ofYears(2);
		});
		Told told = redelivered().told();
		assertThat(told.version()).isEqualTo(1);
		assertThat(told.nameChanged()).isFalse();
		assertThat(told.changes()).containsOnlyKeys("image", "since", "state", "price", "partOf", "tags");
		assertThat(told.changes()).containsEntry("since", new AttributeChange(item.since, item.since.plusNanos(1_000)))
			.containsEntry("state", new AttributeChange(State.NEW, State.USED))
			.containsEntry("price", new AttributeChange(item.price, new Price(new BigDecimal("2.00"), "EUR")))
			.containsEntry("partOf", new AttributeChange(null, whole.id))
			.containsEntry("tags", new AttributeChange(Set.of("a", "b"), Set.of("a", "b", "c")));
		assertThat(Objects.requireNonNull(told.changes().get("image")).newValue()).isEqualTo(new byte[] { 3 });
		assertThat(output).containsOnlyOnce("Changes of 'warranty'");
	}

	@Test
	void listenerForAClassIsToldOfItsSubclasses() throws InterruptedException {
		Book book = new Book(ids.incrementAndGet(), "Emma");
		save(book);
		inTransaction((manager) -> manager.find(Book.class, book.id).pages = 200);
		Delivery again = redelivered();
		assertThat(again.told().type()).isEqualTo(Book.class);
		assertThat(again.told().changes()).containsOnlyKeys("pages").containsValue(new AttributeChange(100, 200));
		assertThat(again.entity()).isExactlyInstanceOf(Book.class);
		assertThat(((Book) again.entity()).pages).isEqualTo(200);
	}

	@Test
	void embeddedIdentifierIsSaidAgain() throws InterruptedException {
		Place place = new Place(new Place.Key("north", (int) ids.incrementAndGet()));
		inTransaction((manager) -> manager.persist(place));
		Delivery again = redelivered();
		assertThat(again.told().id()).isEqualTo(place.id);
		assertThat(again.told().version()).isNull();
		assertThat(((Place) again.entity()).id).isEqualTo(place.id);
	}

	@Test
	void identifierOfAnIdentifierClassIsSaidAgain() throws InterruptedException {
		Item item = save(new Item(ids.incrementAndGet(), "Lamp"));
		inTransaction((manager) -> {
			Stock stock = new Stock();
			stock.item = manager.find(Item.class, item.id);
			stock.hall = "south";
			manager.persist(stock);
		});
		Delivery again = redelivered();
		assertThat(again.told().id()).isEqualTo(new Stock.Key(item.id, "south"));
		assertThat(((Stock) again.entity()).hall).isEqualTo("south");
	}

	@Test
	void deletionIsToldAgainWithAReferenceAndWithoutAStatement() throws InterruptedException {
		Item item = save(new Book(ids.incrementAndGet(), "Emma"));
		inTransaction((manager) -> manager.remove(manager.find(Item.class, item.id)));
		Delivery first = this.listeners.next();
		Delivery again = this.listeners.next();
		assertThat(again.told()).usingRecursiveComparison().isEqualTo(first.told());
		assertThat(again.told()).extracting(Told::type, Told::kind, Told::id)
			.containsExactly(Book.class, PostDeleteEvent.class, item.id);
		assertThat(((Book) first.entity()).name).isEqualTo("Emma");
		assertThat(again.entity()).isInstanceOf(Book.class);
		assertThat(this.factory.getPersistenceUnitUtil().getIdentifier(again.entity())).isEqualTo(item.id);
		assertThat(first.statements() + again.statements()).isZero();
	}

	@Test
	void deletionOfAClassWithoutProxiesIsToldAgainWithTheIdentifierAlone() throws InterruptedException {
		Place place = new Place(new Place.Key("north", (int) ids.incrementAndGet()));
		place.name = "corner";
		inTransaction((manager) -> manager.persist(place));
		redelivered();
		inTransaction((manager) -> manager.remove(manager.find(Place.class, place.id)));
		Delivery again = redelivered();
		assertThat(((Place) again.entity()).id).isEqualTo(place.id);
		assertThat(((Place) again.entity()).name).isEmpty();
		assertThat(again.statements()).isZero();
	}

}
