package io.postsave.integration.random;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.sql.DataSource;

import io.postsave.AttributeChange;
import io.postsave.PostDeleteEvent;
import io.postsave.PostSaveEvent;
import io.postsave.PostWriteEvent;
import io.postsave.library.random.Draft;
import io.postsave.library.random.FinalDraft;
import io.postsave.library.random.FlushObserver;
import io.postsave.library.random.Item;
import io.postsave.library.random.Label;
import io.postsave.library.random.Ledger;
import io.postsave.library.random.RowTrigger;
import io.postsave.library.random.Stamp;
import jakarta.persistence.EntityManager;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that listeners in the transaction, which save, change, remove and flush at
 * random, are told of every row that is written and of none that is gone, of every row
 * that is deleted, and of every collection that has changed. {@code -Dpost-save.seed=...}
 * repeats a run, {@code -Dpost-save.transactions=...} makes it longer.
 */
@SpringBootTest(classes = RandomListenersIntegrationTests.Application.class,
		properties = { "post-save.delivery=in-transaction",
				"spring.jpa.properties.hibernate.session.events.auto=io.postsave.library.random.FlushObserver" })
class RandomListenersIntegrationTests {

	private static final long SEED = Long.getLong("post-save.seed", System.nanoTime());

	private static final int TRANSACTIONS = Integer.getInteger("post-save.transactions", 3000);

	@Autowired
	TransactionTemplate transaction;

	@Autowired
	EntityManager entityManager;

	@Autowired
	DataSource dataSource;

	@Autowired
	Listeners listeners;

	private static final Map<String, String> ATTRIBUTES = Map.of("draft_labels", "labels", "stamp_notes", "notes",
			"ledger_tags", "tags");

	private final List<Item> items = new ArrayList<>();

	/** How often each row was written and not told. */
	private final Map<String, Integer> untold = new LinkedHashMap<>();

	/** The elements of collections by the tables and identifiers of their owners. */
	private final Map<String, List<String>> elements = new HashMap<>();

	/** What the flush that is going on has found where it wrote. */
	private final Map<String, String> elementsBefore = new HashMap<>();

	/** The elements of rows that are gone, as they were before, by serial numbers. */
	private final Map<String, String> lastElements = new HashMap<>();

	/** The elements as they were last told, by serial numbers. */
	private final Map<String, String> toldElements = new HashMap<>();

	private final Map<String, String> serialsByOwner = new HashMap<>();

	private final Set<String> writtenOwners = new TreeSet<>();

	/** The serial numbers of the rows that are there. */
	private final Set<String> there = new HashSet<>();

	private final List<String> faults = new ArrayList<>();

	private final List<String> toldFirst = new ArrayList<>();

	private final List<String> toldSecond = new ArrayList<>();

	private Random random = new Random(0);

	private StringBuilder script = new StringBuilder();

	private int actions;

	private int nextSerial = 1;

	@BeforeEach
	void observe() throws SQLException {
		try (Connection connection = this.dataSource.getConnection();
				Statement statement = connection.createStatement()) {
			for (String table : List.of("draft", "stamp", "ledger", "draft_labels", "stamp_notes", "ledger_tags")) {
				statement.execute("create trigger if not exists " + table + "_rows after insert, update, delete on "
						+ table + " for each row call '" + RowTrigger.class.getName() + "'");
			}
		}
		FlushObserver.observe((full, begins) -> this.elementsBefore.clear());
		RowTrigger.observe((table, oldRow, newRow) -> {
			if (ATTRIBUTES.containsKey(table)) {
				elementWritten(table, oldRow, newRow);
			}
			else {
				rowWritten(table, oldRow, newRow);
			}
		});
		this.transaction.executeWithoutResult((status) -> {
			for (long id = 0; id < 3; id++) {
				this.entityManager.merge(new Label(id));
			}
		});
		this.listeners.test = this;
	}

	@AfterEach
	void observeNoMore() {
		RowTrigger.observe(null);
		FlushObserver.observe(null);
		this.listeners.test = null;
	}

	@Test
	void everyRowIsToldThatIsThere() {
		for (long seed = SEED; seed < SEED + TRANSACTIONS; seed++) {
			this.random = new Random(seed);
			this.script = new StringBuilder("post-save.seed=" + seed + ":");
			this.toldFirst.clear();
			this.toldSecond.clear();
			this.actions = this.random.nextInt(10);
			this.transaction.executeWithoutResult((status) -> {
				if (this.random.nextInt(5) == 0) {
					removeByReference();
				}
				for (int steps = 1 + this.random.nextInt(7); steps > 0; steps--) {
					step();
				}
			});
			assertThat(this.faults).as(this.script.toString()).isEmpty();
			assertThat(this.untold).as(this.script.toString()).isEmpty();
			assertThat(untoldElements()).as(this.script.toString()).isEmpty();
			assertThat(this.toldSecond).as(this.script.toString()).isEqualTo(this.toldFirst);
			if (this.items.size() > 30) {
				this.items.subList(0, 15).clear();
			}
		}
	}

	private void rowWritten(String table, Map<String, Object> oldRow, Map<String, Object> newRow) {
		Map<String, Object> row = (newRow != null) ? newRow : oldRow;
		String serial = String.valueOf(row.get("serial"));
		String written = ((oldRow == null) ? "+" : (newRow != null) ? "~" : "-") + serial;
		note("<" + written + ">");
		this.serialsByOwner.put(table + " " + row.get("id"), serial);
		this.writtenOwners.add(table + " " + row.get("id"));
		boolean passing = newRow == null && this.untold.containsKey("+" + serial);
		if (newRow != null) {
			this.there.add(serial);
		}
		else {
			this.there.remove(serial);
			this.lastElements.put(serial, this.elementsBefore.getOrDefault(table + " " + row.get("id"), "[]"));
			this.untold.remove("+" + serial);
			this.untold.remove("~" + serial);
		}
		if (passing) {
			this.toldElements.remove(serial);
		}
		else {
			this.untold.merge(written, 1, Integer::sum);
		}
	}

	private void elementWritten(String table, Map<String, Object> oldRow, Map<String, Object> newRow) {
		String ownerTable = table.substring(0, table.indexOf('_'));
		Map<String, Object> row = (newRow != null) ? newRow : oldRow;
		String owner = ownerTable + " " + row.get(ownerTable + "_id");
		String element = row.entrySet()
			.stream()
			.filter((column) -> !column.getKey().equals(ownerTable + "_id"))
			.map((column) -> column.getValue().toString())
			.findFirst()
			.orElseThrow();
		this.writtenOwners.add(owner);
		note("<'s " + owner + ((newRow != null) ? "+" : "-") + element + ">");
		List<String> elements = this.elements.computeIfAbsent(owner, (key) -> new ArrayList<>());
		this.elementsBefore.putIfAbsent(owner, describe(elements));
		if (newRow != null) {
			elements.add(element);
		}
		else {
			elements.remove(element);
		}
	}

	/**
	 * Return the rows whose collections hold something else than was told last.
	 */
	private Map<String, String> untoldElements() {
		Map<String, String> untold = new TreeMap<>();
		this.writtenOwners.forEach((owner) -> {
			String serial = this.serialsByOwner.get(owner);
			String actual = describe(this.elements.getOrDefault(owner, List.of()));
			if (!actual.equals(this.toldElements.getOrDefault(serial, "[]"))) {
				untold.put(serial, this.toldElements.get(serial) + " was told of " + actual);
			}
		});
		this.writtenOwners.clear();
		return untold;
	}

	private static String describe(Object elements) {
		return (elements instanceof Collection<?> collection) ? collection.stream()
			.map((element) -> (element instanceof Label label) ? String.valueOf(label.getId()) : element.toString())
			.sorted()
			.toList()
			.toString() : "[]";
	}

	private void toldFirst(PostWriteEvent<?> event) {
		String told = describe(event);
		note("!" + told + event.getChanges().keySet());
		this.toldFirst.add(told);
		boolean deleted = event instanceof PostDeleteEvent<?>;
		if (isThere(event) == deleted) {
			this.faults.add(told + (deleted ? " is there" : " is gone"));
		}
		collectionTold(event, told);
		if (isOfRow(event)) {
			if (!this.untold.containsKey(told)) {
				this.faults.add(told + " was not written, or told before");
			}
			this.untold.computeIfPresent(told, (key, times) -> (times > 1) ? times - 1 : null);
		}
		act();
	}

	/**
	 * Whether an event is not one of a collection alone.
	 */
	private static boolean isOfRow(PostWriteEvent<?> event) {
		return !(event instanceof PostSaveEvent.Updated<?>) || event.getEntity() instanceof Ledger
				|| !ATTRIBUTES.values().containsAll(event.getChanges().keySet());
	}

	/**
	 * Each change begins where the last one ended, and a deletion with what the row had
	 * then, if that had been loaded.
	 */
	private void collectionTold(PostWriteEvent<?> event, String told) {
		String serial = told.substring(1);
		String before = (event instanceof PostDeleteEvent<?>) ? this.lastElements.get(serial)
				: this.toldElements.getOrDefault(serial, "[]");
		for (String attribute : ATTRIBUTES.values()) {
			AttributeChange change = event.getChanges().get(attribute);
			if (change != null) {
				if (!describe(change.oldValue()).equals(before)) {
					this.faults.add(told + " was told as " + change + " though it was " + before);
				}
				if (Objects.equals(describe(change.newValue()), before)) {
					this.faults.add(told + " was told as a change to " + before);
				}
				this.toldElements.put(serial, describe(change.newValue()));
			}
		}
		if (event instanceof PostDeleteEvent<?>) {
			this.toldElements.remove(serial);
		}
	}

	private void toldSecond(PostWriteEvent<?> event) {
		this.toldSecond.add(describe(event));
		act();
	}

	private String describe(PostWriteEvent<?> event) {
		if (event instanceof PostDeleteEvent<?>) {
			return "-" + serialOf(event);
		}
		return (((PostSaveEvent<?>) event).isCreated() ? "+" : "~") + serialOf(event);
	}

	/**
	 * Asks a reference for nothing but its identifier.
	 */
	private int serialOf(PostWriteEvent<?> event) {
		Item item = (Item) event.getEntity();
		if (Hibernate.isInitialized(item)) {
			return item.getSerial();
		}
		return this.items.stream()
			.filter((known) -> Objects.equals(known.getId(), event.getId()) && event.getEntityType().isInstance(known))
			.findFirst()
			.orElseThrow()
			.getSerial();
	}

	/**
	 * Looks past the session, so that nothing is flushed.
	 */
	private boolean isThere(PostWriteEvent<?> event) {
		Class<?> type = event.getEntityType();
		String table = (Draft.class.isAssignableFrom(type) ? Draft.class : type).getSimpleName();
		return this.entityManager.unwrap(Session.class).doReturningWork((connection) -> {
			try (Statement statement = connection.createStatement();
					ResultSet result = statement
						.executeQuery("select 1 from " + table + " where serial = " + serialOf(event))) {
				return result.next();
			}
		});
	}

	private void act() {
		if (this.actions > 0 && this.random.nextInt(3) > 0) {
			this.actions--;
			step();
		}
	}

	private void step() {
		switch (this.random.nextInt(14)) {
			case 12, 13 -> changeCollection(find());
			case 0, 1, 2 -> persist();
			case 3 -> remove(persist());
			case 4, 5 -> change(find());
			case 6, 7, 8 -> remove(find());
			case 9 -> withdraw(find());
			case 10 -> {
				note("flush");
				this.entityManager.flush();
			}
			default -> {
				note("query");
				this.entityManager.createQuery("select count(d) from Draft d", Long.class).getSingleResult();
			}
		}
	}

	private Item persist() {
		int serial = this.nextSerial++;
		Item item = switch (this.random.nextInt(4)) {
			case 0 -> new Draft(serial);
			case 1 -> new FinalDraft(serial);
			case 2 -> new Stamp(serial);
			default -> new Ledger("L" + serial, serial);
		};
		note("persist " + serial);
		if (this.random.nextInt(3) == 0) {
			changeCollection(item);
		}
		this.entityManager.persist(item);
		this.items.add(item);
		return item;
	}

	private Item find() {
		if (this.items.isEmpty()) {
			return null;
		}
		Item item = this.items.get(this.items.size() - 1 - this.random.nextInt(Math.min(4, this.items.size())));
		return this.entityManager.find(typeOf(item), item.getId());
	}

	private static Class<? extends Item> typeOf(Item item) {
		return (item instanceof Draft) ? Draft.class : item.getClass();
	}

	private void change(Item item) {
		if (item != null) {
			note("change " + item.getSerial());
			item.setText("text " + this.random.nextInt(1000));
		}
	}

	private void changeCollection(Item item) {
		boolean replaced = this.random.nextInt(5) == 0;
		if (item != null) {
			note((replaced ? "replace" : "change") + " collection of " + item.getSerial());
		}
		if (item instanceof Draft draft) {
			draft.setLabels(replaced ? new HashSet<>(draft.getLabels()) : draft.getLabels());
			change(draft.getLabels(), this.entityManager.find(Label.class, (long) this.random.nextInt(3)));
		}
		else if (item instanceof Stamp stamp) {
			stamp.setNotes(replaced ? new HashSet<>(stamp.getNotes()) : stamp.getNotes());
			change(stamp.getNotes(), "note " + this.random.nextInt(2));
		}
		else if (item instanceof Ledger ledger) {
			ledger.setTags(replaced ? new ArrayList<>(ledger.getTags()) : ledger.getTags());
			change(ledger.getTags(), "tag " + this.random.nextInt(2));
		}
	}

	private <T> void change(Collection<T> collection, T element) {
		if (!collection.remove(element)) {
			collection.add(element);
		}
	}

	/**
	 * Removes a row that is there, without loading it.
	 */
	private void removeByReference() {
		List<Item> there = this.items.stream()
			.filter((item) -> this.there.contains(String.valueOf(item.getSerial())))
			.toList();
		if (!there.isEmpty()) {
			Item item = there.get(this.random.nextInt(there.size()));
			note("remove by reference " + item.getSerial());
			this.entityManager.remove(this.entityManager.getReference(typeOf(item), item.getId()));
		}
	}

	private void remove(Item item) {
		if (item != null) {
			note("remove " + item.getSerial());
			this.entityManager.remove(item);
		}
	}

	private void withdraw(Item item) {
		if (item != null) {
			remove(item);
			note("undo");
			this.entityManager.persist(item);
		}
	}

	private void note(String step) {
		this.script.append(' ').append(step);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EntityScan(basePackageClasses = Item.class)
	static class Application {

		@Bean
		Listeners listeners() {
			return new Listeners();
		}

	}

	/**
	 * Two listeners that act, one after the other.
	 */
	static class Listeners {

		private RandomListenersIntegrationTests test;

		@EventListener
		@Order(1)
		void first(PostWriteEvent<?> event) {
			if (this.test != null) {
				this.test.toldFirst(event);
			}
		}

		@EventListener
		@Order(2)
		void second(PostWriteEvent<?> event) {
			if (this.test != null) {
				this.test.toldSecond(event);
			}
		}

	}

}
