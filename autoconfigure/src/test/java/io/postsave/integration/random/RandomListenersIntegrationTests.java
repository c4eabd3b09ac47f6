package io.postsave.integration.random;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.sql.DataSource;

import io.postsave.PostSaveEvent;
import io.postsave.library.random.Draft;
import io.postsave.library.random.FinalDraft;
import io.postsave.library.random.Item;
import io.postsave.library.random.Ledger;
import io.postsave.library.random.RowTrigger;
import io.postsave.library.random.Stamp;
import jakarta.persistence.EntityManager;
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
 * random, are told of every row that is written and of none that is gone.
 * {@code -Dpost-save.seed=...} repeats a run, {@code -Dpost-save.transactions=...} makes
 * it longer.
 */
@SpringBootTest(classes = RandomListenersIntegrationTests.Application.class,
		properties = "post-save.delivery=in-transaction")
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

	private final List<Item> items = new ArrayList<>();

	/** How often each row was written and not told. */
	private final Map<String, Integer> untold = new LinkedHashMap<>();

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
			for (String table : List.of("draft", "stamp", "ledger")) {
				statement.execute("create trigger if not exists " + table + "_rows after insert, update, delete on "
						+ table + " for each row call '" + RowTrigger.class.getName() + "'");
			}
		}
		RowTrigger.observe((table, oldRow, newRow) -> rowWritten(oldRow, newRow));
		this.listeners.test = this;
	}

	@AfterEach
	void observeNoMore() {
		RowTrigger.observe(null);
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
				for (int steps = 1 + this.random.nextInt(7); steps > 0; steps--) {
					step();
				}
			});
			assertThat(this.faults).as(this.script.toString()).isEmpty();
			assertThat(this.untold).as(this.script.toString()).isEmpty();
			assertThat(this.toldSecond).as(this.script.toString()).isEqualTo(this.toldFirst);
			if (this.items.size() > 30) {
				this.items.subList(0, 15).clear();
			}
		}
	}

	private void rowWritten(Map<String, Object> oldRow, Map<String, Object> newRow) {
		String serial = String.valueOf(((newRow != null) ? newRow : oldRow).get("serial"));
		if (newRow == null) {
			note("<-" + serial + ">");
			this.untold.remove("+" + serial);
			this.untold.remove("~" + serial);
			return;
		}
		String written = ((oldRow != null) ? "~" : "+") + serial;
		note("<" + written + ">");
		this.untold.merge(written, 1, Integer::sum);
	}

	private void toldFirst(PostSaveEvent<?> event) {
		String told = describe(event);
		note("!" + told);
		this.toldFirst.add(told);
		if (!isThere((Item) event.getEntity())) {
			this.faults.add(told + " is gone");
		}
		if (!this.untold.containsKey(told)) {
			this.faults.add(told + " was not written, or told before");
		}
		this.untold.computeIfPresent(told, (key, times) -> (times > 1) ? times - 1 : null);
		act();
	}

	private void toldSecond(PostSaveEvent<?> event) {
		this.toldSecond.add(describe(event));
		act();
	}

	private static String describe(PostSaveEvent<?> event) {
		return (event.isCreated() ? "+" : "~") + ((Item) event.getEntity()).getSerial();
	}

	/**
	 * Looks past the session, so that nothing is flushed.
	 */
	private boolean isThere(Item item) {
		String table = ((item instanceof Draft) ? Draft.class : item.getClass()).getSimpleName();
		return this.entityManager.unwrap(Session.class).doReturningWork((connection) -> {
			try (Statement statement = connection.createStatement();
					ResultSet result = statement
						.executeQuery("select 1 from " + table + " where serial = " + item.getSerial())) {
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
		switch (this.random.nextInt(12)) {
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
		this.entityManager.persist(item);
		this.items.add(item);
		return item;
	}

	private Item find() {
		if (this.items.isEmpty()) {
			return null;
		}
		Item item = this.items.get(this.items.size() - 1 - this.random.nextInt(Math.min(4, this.items.size())));
		Class<? extends Item> type = (item instanceof Draft) ? Draft.class : item.getClass();
		return this.entityManager.find(type, item.getId());
	}

	private void change(Item item) {
		if (item != null) {
			note("change " + item.getSerial());
			item.setText("text " + this.random.nextInt(1000));
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
		void first(PostSaveEvent<?> event) {
			this.test.toldFirst(event);
		}

		@EventListener
		@Order(2)
		void second(PostSaveEvent<?> event) {
			this.test.toldSecond(event);
		}

	}

}
