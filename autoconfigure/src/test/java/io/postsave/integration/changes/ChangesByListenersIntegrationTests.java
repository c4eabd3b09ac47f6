package io.postsave.integration.changes;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

import io.postsave.bookshop.Script;
import io.postsave.integration.support.ChangesApplication;
import io.postsave.integration.support.Told;
import io.postsave.library.changes.Badge;
import io.postsave.library.changes.Contract;
import io.postsave.library.changes.Crew;
import io.postsave.library.changes.Depot;
import io.postsave.library.changes.Driver;
import io.postsave.library.changes.Letter;
import io.postsave.library.changes.LetterId;
import io.postsave.library.changes.Locker;
import io.postsave.library.changes.Measures;
import io.postsave.library.changes.NightRoute;
import io.postsave.library.changes.Notice;
import io.postsave.library.changes.Parcel;
import io.postsave.library.changes.Postmark;
import io.postsave.library.changes.Priority;
import io.postsave.library.changes.Shift;
import io.postsave.library.changes.Tenant;
import io.postsave.library.changes.Ticket;
import io.postsave.library.changes.Touchable;
import io.postsave.library.changes.Truck;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.FlushModeType;
import jakarta.persistence.LockModeType;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that whatever a listener does in the transaction is written, and that nothing is
 * flushed for it if it does nothing.
 */
@SpringBootTest(classes = ChangesApplication.class,
		properties = "spring.jpa.properties.hibernate.generate_statistics=true")
class ChangesByListenersIntegrationTests {

	@Autowired
	TransactionTemplate transaction;

	@Autowired
	EntityManager entityManager;

	@Autowired
	EntityManagerFactory entityManagerFactory;

	@Autowired
	JdbcClient jdbc;

	@Autowired
	Script script;

	@BeforeEach
	void reset() {
		this.script.reset();
		this.jdbc.sql("set referential_integrity false").update();
		this.jdbc.sql("select table_name from information_schema.tables where table_schema = 'PUBLIC'")
			.query(String.class)
			.list()
			.forEach((table) -> this.jdbc.sql("delete from " + table).update());
		this.jdbc.sql("set referential_integrity true").update();
		this.transaction.executeWithoutResult((status) -> {
			this.entityManager.persist(new Depot("here", "Here"));
			this.entityManager.persist(new Depot("there", "There"));
		});
		this.script.reset();
	}

	@ParameterizedTest
	@MethodSource
	void untouchedEntityOfAPlainTypeIsFlushedOnce(Change<?> change, Told told) {
		perform(change, told);
		assertThat(statistics().getFlushCount()).isEqualTo(told.flushes());
	}

	static Stream<Arguments> untouchedEntityOfAPlainTypeIsFlushedOnce() {
		return toldInEveryWay(
				Change.of(Parcel.class, "nothing", ChangesByListenersIntegrationTests::parcel, "select 1", "1"),
				Change.of(Contract.class, "nothing", (em) -> new Contract(), "select 1", "1"),
				Change.of(Notice.class, "nothing", (em) -> new Notice(), "select 1", "1"),
				Change.of(Truck.class, "nothing", (em) -> new Truck(), "select 1", "1"),
				Change.of(NightRoute.class, "nothing", (em) -> new NightRoute(), "select 1", "1"),
				Change.of(Letter.class, "nothing", (em) -> letter(), "select 1", "1"));
	}

	@ParameterizedTest
	@MethodSource
	void changeOfAnEntityOfAPlainTypeIsWrittenByOneFlush(Change<?> change, Told told) {
		perform(change, told);
		assertThat(stored(change.query())).isEqualTo(change.expected());
		assertThat(statistics().getFlushCount()).isEqualTo(told.flushes() + 1);
	}

	static Stream<Arguments> changeOfAnEntityOfAPlainTypeIsWrittenByOneFlush() {
		return toldInEveryWay(
				parcel("basic attribute", (parcel) -> parcel.setText("changed"), "select text from parcel", "changed"),
				parcel("primitive", (parcel) -> parcel.setWeight(7), "select weight from parcel", "7"),
				parcel("enum", (parcel) -> parcel.setPriority(Priority.HIGH), "select priority from parcel", "HIGH"),
				parcel("embeddable in place", (parcel) -> parcel.getMeasures().setHeight(5),
						"select height from parcel", "5"),
				parcel("another embeddable", (parcel) -> parcel.setMeasures(new Measures(1, 9)),
						"select width from parcel", "9"),
				parcel("date in place", (parcel) -> parcel.getPosted().setTime(1_000_000_000_000L),
						"select extract(year from posted) from parcel", "2001"),
				parcel("bytes in place", (parcel) -> parcel.getBarcode()[1] = 9, "select rawtohex(barcode) from parcel",
						"0109"),
				parcel("converted value in place", (parcel) -> parcel.getRemarks().add("urgent"),
						"select remarks from parcel", "fragile urgent"),
				parcel("lob", (parcel) -> parcel.setLetter("Yours"), "select letter from parcel", "Yours"),
				parcel("reference", (parcel, em) -> parcel.setDepot(em.find(Depot.class, "there")),
						"select depot_id from parcel", "there"),
				parcel("reference to a reference",
						(parcel, em) -> parcel.setDepot(em.getReference(Depot.class, "there")),
						"select depot_id from parcel", "there"),
				parcel("no reference", (parcel) -> parcel.setDepot(null), "select depot_id from parcel", "null"),
				parcel("another entity", (parcel, em) -> em.find(Depot.class, "there").setName("Elsewhere"),
						"select name from depot where id = 'there'", "Elsewhere"),
				parcel("referenced entity", (parcel, em) -> em.find(Depot.class, "here").setName("Elsewhere"),
						"select name from depot where id = 'here'", "Elsewhere"),
				Change.of(Contract.class, "versioned entity", (em) -> new Contract(), "select text from contract",
						"changed", (contract, em) -> contract.setText("changed")),
				Change.of(Notice.class, "dynamically updated entity", (em) -> new Notice(), "select place from notice",
						"gate", (notice, em) -> notice.setPlace("gate")),
				Change.of(Truck.class, "entity in a single table", (em) -> new Truck(), "select axles from vehicle",
						"3", (truck, em) -> truck.setAxles(3)),
				Change.of(Truck.class, "inherited attribute", (em) -> new Truck(), "select text from vehicle",
						"changed", (truck, em) -> truck.setText("changed")),
				Change.of(NightRoute.class, "entity in joined tables", (em) -> new NightRoute(),
						"select lamps from night_route", "3", (route, em) -> route.setLamps(3)),
				Change.of(NightRoute.class, "attribute of the joined table", (em) -> new NightRoute(),
						"select text from route", "changed", (route, em) -> route.setText("changed")),
				Change.of(Letter.class, "embedded identifier", (em) -> letter(), "select text from letter", "changed",
						(letter, em) -> letter.setText("changed")));
	}

	@ParameterizedTest
	@MethodSource
	void changeOfAnEntityWithCollectionsOrCascadesIsWritten(Change<?> change, Told told) {
		perform(change, told);
		assertThat(stored(change.query())).isEqualTo(change.expected());
		assertThat(statistics().getFlushCount()).isGreaterThan(told.flushes());
	}

	static Stream<Arguments> changeOfAnEntityWithCollectionsOrCascadesIsWritten() {
		return toldInEveryWay(
				crew("attribute", (crew, em) -> crew.setText("changed"), "select text from crew", "changed"),
				crew("added element", (crew, em) -> crew.getNames().add("Bob"),
						"select listagg(names, ' ') within group (order by names) from crew_names", "Ann Bob"),
				crew("removed element", (crew, em) -> crew.getNames().remove("Ann"), "select count(*) from crew_names",
						"0"),
				crew("replaced collection", (crew, em) -> crew.setNames(new ArrayList<>(List.of("Eve"))),
						"select listagg(names, ' ') from crew_names", "Eve"),
				crew("added child", (crew, em) -> crew.getShifts().add(new Shift()),
						"select count(*) from shift where shifts_id is not null", "2"),
				crew("changed child", (crew, em) -> crew.getShifts().get(0).setText("changed"),
						"select text from shift", "changed"),
				crew("orphan of a collection", (crew, em) -> crew.getShifts().remove(0), "select count(*) from shift",
						"0"),
				crew("added reference", (crew, em) -> crew.getDepots().add(em.find(Depot.class, "there")),
						"select depots_id from crew_depots", "there"),
				Change.of(Driver.class, "new entity behind a reference", (em) -> new Driver(null),
						"select b.text from driver d join badge b on b.id = d.badge_id", "new",
						(driver, em) -> driver.setBadge(new Badge())),
				Change.of(Driver.class, "orphan", (em) -> new Driver(new Badge()), "select count(*) from badge", "0",
						(driver, em) -> driver.setBadge(null)),
				Change.of(Tenant.class, "orphan that refers to its owner", (em) -> tenant(em),
						"select count(*) from locker", "0", (tenant, em) -> tenant.setLocker(null)));
	}

	@ParameterizedTest
	@MethodSource
	void whatIsScheduledIsWrittenByOneFlush(Change<?> change, Told told) {
		perform(change, told);
		assertThat(stored(change.query())).isEqualTo(change.expected());
		assertThat(statistics().getFlushCount()).isEqualTo(told.flushes() + 1);
	}

	static Stream<Arguments> whatIsScheduledIsWrittenByOneFlush() {
		return toldInEveryWay(
				parcel("persisted entity with a sequence", (parcel, em) -> em.persist(new Notice()),
						"select count(*) from notice", "1"),
				parcel("persisted entity with an assigned identifier",
						(parcel, em) -> em.persist(new Depot("new", "New")), "select name from depot where id = 'new'",
						"New"),
				parcel("merged entity", (parcel, em) -> em.merge(new Depot("there", "Merged")),
						"select name from depot where id = 'there'", "Merged"),
				parcel("merged new entity", (parcel, em) -> em.merge(new Depot("new", "Merged")),
						"select name from depot where id = 'new'", "Merged"),
				parcel("removed told entity", (parcel, em) -> em.remove(parcel), "select count(*) from parcel", "0"),
				parcel("removed entity", (parcel, em) -> em.remove(em.find(Depot.class, "there")),
						"select count(*) from depot", "1"),
				parcel("removed reference", (parcel, em) -> em.remove(em.getReference(Depot.class, "there")),
						"select count(*) from depot", "1"),
				parcel("changed, flushed and cleared", (parcel, em) -> {
					parcel.setText("changed");
					em.flush();
					em.clear();
				}, "select text from parcel", "changed"), parcel("cleared and changed", (parcel, em) -> {
					em.clear();
					em.find(Parcel.class, parcel.getId()).setText("changed");
				}, "select text from parcel", "changed"), parcel("modifiable again", (parcel, em) -> {
					em.unwrap(Session.class).setReadOnly(parcel, true);
					em.unwrap(Session.class).setReadOnly(parcel, false);
					parcel.setText("changed");
				}, "select text from parcel", "changed"));
	}

	@ParameterizedTest
	@MethodSource
	void whatIsWrittenAtOnceOrNotAtAllCausesNoFlush(Change<?> change, Told told) {
		perform(change, told);
		assertThat(stored(change.query())).isEqualTo(change.expected());
		assertThat(statistics().getFlushCount()).isEqualTo(told.flushes());
	}

	static Stream<Arguments> whatIsWrittenAtOnceOrNotAtAllCausesNoFlush() {
		String untouched = "select case when text in ('new', 'touched') then 1 end from parcel";
		return toldInEveryWay(
				parcel("identity insert", (parcel, em) -> em.persist(new Ticket()), "select count(*) from ticket", "1"),
				parcel("bulk update", (parcel, em) -> em.createQuery("update Depot set name = 'Bulk'").executeUpdate(),
						"select distinct name from depot", "Bulk"),
				parcel("refreshed", (parcel, em) -> {
					parcel.setText("changed");
					em.refresh(parcel);
				}, untouched, "1"), parcel("detached", (parcel, em) -> {
					em.detach(parcel);
					parcel.setText("changed");
				}, untouched, "1"), parcel("changed and cleared", (parcel, em) -> {
					parcel.setText("changed");
					em.clear();
				}, untouched, "1"), parcel("read-only", (parcel, em) -> {
					em.unwrap(Session.class).setReadOnly(parcel, true);
					parcel.setText("changed");
				}, untouched, "1"), parcel("changed back", (parcel) -> {
					String text = parcel.getText();
					parcel.setText("changed");
					parcel.setText(text);
				}, untouched, "1"));
	}

	@ParameterizedTest
	@MethodSource
	void versionIsIncrementedByALock(LockModeType lockMode, Told told) {
		Object id = savedBefore((em) -> new Contract());
		onSave(Parcel.class, told, (parcel, em) -> em.find(Contract.class, id, lockMode));
		save(Parcel.class, ChangesByListenersIntegrationTests::parcel, told, () -> {
		});
		assertThat(stored("select version from contract")).isEqualTo("1");
	}

	static Stream<Arguments> versionIsIncrementedByALock() {
		return Stream.of(LockModeType.OPTIMISTIC_FORCE_INCREMENT, LockModeType.PESSIMISTIC_FORCE_INCREMENT)
			.flatMap((lockMode) -> Stream.of(Told.values()).map((told) -> Arguments.of(lockMode, told)));
	}

	@ParameterizedTest
	@EnumSource
	void changeOfAVersionedEntityIncrementsItsVersion(Told told) {
		onSave(Contract.class, told, (contract, em) -> contract.setText("changed"));
		save(Contract.class, (em) -> new Contract(), told, () -> {
		});
		assertThat(stored("select version from contract")).isEqualTo(told.isCreated() ? "1" : "2");
	}

	@ParameterizedTest
	@EnumSource(names = "CREATED.*", mode = EnumSource.Mode.MATCH_ANY)
	void immutableEntityIsNotWrittenAgain(Told told) {
		onSave(Postmark.class, told, (postmark, em) -> postmark.setText("changed"));
		save(Postmark.class, (em) -> new Postmark(), told, () -> {
		});
		assertThat(stored("select text from postmark")).isEqualTo("new");
		assertThat(statistics().getFlushCount()).isEqualTo(told.flushes());
	}

	@ParameterizedTest
	@EnumSource
	void entityIsChangedInRoundAfterRound(Told told) {
		onSave(Parcel.class, told, (parcel, em) -> {
			parcel.setText("one");
			this.script.onUpdated(Parcel.class, (again) -> {
				if (again.getText().equals("one")) {
					again.getRemarks().add("two");
					again.setText("two");
				}
				else if (again.getText().equals("two")) {
					em.find(Depot.class, "there").setName("three");
				}
			});
		});
		this.script.onUpdated(Depot.class, (depot) -> this.entityManager.persist(new Notice()));
		save(Parcel.class, ChangesByListenersIntegrationTests::parcel, told, () -> {
		});
		assertThat(stored("select text || ' ' || remarks from parcel")).isEqualTo("two fragile two");
		assertThat(stored("select name from depot where id = 'there'")).isEqualTo("three");
		assertThat(stored("select count(*) from notice")).isEqualTo("1");
	}

	@ParameterizedTest
	@EnumSource
	void changeIsWrittenWithFlushModeCommit(Told told) {
		onSave(Parcel.class, told, (parcel, em) -> parcel.setText("changed"));
		save(Parcel.class, ChangesByListenersIntegrationTests::parcel, told, () -> {
			this.entityManager.setFlushMode(FlushModeType.COMMIT);
			count(Parcel.class);
		});
		assertThat(stored("select text from parcel")).isEqualTo("changed");
	}

	@ParameterizedTest
	@EnumSource
	void changesAroundAQueryOfTheListenerAreWritten(Told told) {
		onSave(Parcel.class, told, (parcel, em) -> {
			parcel.setText("changed");
			assertThat(em.createQuery("select text from Parcel", String.class).getSingleResult()).isEqualTo("changed");
			parcel.setWeight(7);
		});
		save(Parcel.class, ChangesByListenersIntegrationTests::parcel, told, () -> {
		});
		assertThat(stored("select text || ' ' || weight from parcel")).isEqualTo("changed 7");
	}

	@ParameterizedTest
	@EnumSource
	void changesAroundAQueryOfTheListenerAreWrittenWithFlushModeCommit(Told told) {
		onSave(Parcel.class, told, (parcel, em) -> {
			em.setFlushMode(FlushModeType.COMMIT);
			parcel.setText("changed");
			count(Parcel.class);
			parcel.setWeight(7);
		});
		save(Parcel.class, ChangesByListenersIntegrationTests::parcel, told, () -> {
		});
		assertThat(stored("select text || ' ' || weight from parcel")).isEqualTo("changed 7");
	}

	@ParameterizedTest
	@EnumSource
	void queryThatFlushesFindsWhatTheListenerChanged(Told told) {
		onSave(Parcel.class, told, (parcel, em) -> parcel.setText("changed"));
		save(Parcel.class, ChangesByListenersIntegrationTests::parcel, told,
				() -> assertThat(
						this.entityManager.createQuery("select text from Parcel", String.class).getSingleResult())
					.isEqualTo("changed"));
		assertThat(stored("select text from parcel")).isEqualTo("changed");
	}

	@ParameterizedTest
	@EnumSource
	void changeInAChildSessionIsWritten(Told told) {
		onSave(Parcel.class, told,
				(parcel, em) -> childOf(em).find(Depot.class, "there").setName("changed in a child"));
		save(Parcel.class, ChangesByListenersIntegrationTests::parcel, told, () -> {
		});
		assertThat(stored("select name from depot where id = 'there'")).isEqualTo("changed in a child");
	}

	@ParameterizedTest
	@EnumSource
	void entityPersistedInAChildSessionIsWritten(Told told) {
		onSave(Parcel.class, told, (parcel, em) -> childOf(em).persist(new Notice()));
		save(Parcel.class, ChangesByListenersIntegrationTests::parcel, told, () -> {
		});
		assertThat(stored("select text from notice")).isEqualTo("new");
	}

	@ParameterizedTest
	@EnumSource
	void listenerToldOfASaveInAChildSessionMayChangeAnEntityOfItsParent(Told told) {
		onSave(Parcel.class, told, (parcel, em) -> {
			childOf(em).persist(new Notice());
			this.script.onCreated(Notice.class, (notice) -> parcel.setText("changed"));
		});
		save(Parcel.class, ChangesByListenersIntegrationTests::parcel, told, () -> {
		});
		assertThat(stored("select text from parcel")).isEqualTo("changed");
	}

	@Test
	void listenerToldOfASaveInTheCallersChildSessionMayChangeAnEntityOfItsParent() {
		this.script.onCreated(Notice.class,
				(notice) -> this.entityManager.find(Depot.class, "there").setName("changed"));
		this.transaction.executeWithoutResult((status) -> {
			loadAnything();
			childOf(this.entityManager).persist(new Notice());
		});
		assertThat(this.script.lines()).startsWith("+Notice");
		assertThat(stored("select name from depot where id = 'there'")).isEqualTo("changed");
	}

	@Test
	void listenerToldOfASaveInAChildSessionMayChangeAnotherEntityOfThatSession() {
		this.script.onCreated(Notice.class, (notice) -> notice.setPlace("changed"));
		this.transaction.executeWithoutResult((status) -> {
			this.entityManager.persist(new Parcel(null));
			childOf(this.entityManager).persist(new Notice());
		});
		assertThat(stored("select place from notice")).isEqualTo("changed");
	}

	private static Session childOf(EntityManager entityManager) {
		return entityManager.unwrap(Session.class).sessionWithOptions().connection().autoClose(true).open();
	}

	private static Change<Parcel> parcel(String name, Consumer<Parcel> action, String query, String expected) {
		return parcel(name, (parcel, em) -> action.accept(parcel), query, expected);
	}

	private static Change<Parcel> parcel(String name, BiConsumer<Parcel, EntityManager> action, String query,
			String expected) {
		return Change.of(Parcel.class, name, ChangesByListenersIntegrationTests::parcel, query, expected, action);
	}

	private static Parcel parcel(EntityManager entityManager) {
		return new Parcel(entityManager.getReference(Depot.class, "here"));
	}

	private static Letter letter() {
		return new Letter(new LetterId("Ann", 1));
	}

	private static Change<Crew> crew(String name, BiConsumer<Crew, EntityManager> action, String query,
			String expected) {
		return Change.of(Crew.class, name, (em) -> new Crew(), query, expected, action);
	}

	private static Tenant tenant(EntityManager entityManager) {
		Tenant tenant = new Tenant();
		Locker locker = new Locker(tenant);
		tenant.setLocker(locker);
		entityManager.persist(tenant);
		entityManager.persist(locker);
		return tenant;
	}

	private static Stream<Arguments> toldInEveryWay(Change<?>... changes) {
		return Stream.of(changes)
			.flatMap((change) -> Stream.of(Told.values()).map((told) -> Arguments.of(change, told)));
	}

	private <T extends Touchable> void perform(Change<T> change, Told told) {
		onSave(change.type(), told, change.action());
		save(change.type(), change.entity(), told, () -> {
			if (told.isFlushed()) {
				assertThat(stored(change.query())).isEqualTo(change.expected());
			}
			loadAnything();
		});
	}

	/**
	 * The flush of an empty session does not count.
	 */
	private void loadAnything() {
		assertThat(this.entityManager.find(Depot.class, "here")).isNotNull();
	}

	/**
	 * Has a listener do something once.
	 */
	private <T> void onSave(Class<T> type, Told told, BiConsumer<T, EntityManager> action) {
		AtomicBoolean done = new AtomicBoolean();
		Consumer<T> once = (entity) -> {
			if (!done.getAndSet(true)) {
				action.accept(entity, this.entityManager);
			}
		};
		if (told.isCreated()) {
			this.script.onCreated(type, once);
		}
		else {
			this.script.onUpdated(type, once);
		}
	}

	private <T extends Touchable> void save(Class<T> type, Function<EntityManager, T> factory, Told told,
			Runnable more) {
		Object id = told.isCreated() ? "" : savedBefore(factory);
		statistics().clear();
		this.transaction.executeWithoutResult((status) -> {
			if (told.isCreated()) {
				this.entityManager.persist(factory.apply(this.entityManager));
			}
			else {
				this.entityManager.find(type, id).setText("touched");
			}
			if (told.isFlushed()) {
				this.entityManager.flush();
			}
			more.run();
		});
		assertThat(this.script.lines()).contains((told.isCreated() ? "+" : "~") + type.getSimpleName());
	}

	private Object savedBefore(Function<EntityManager, ? extends Touchable> factory) {
		Touchable saved = this.transaction.execute((status) -> {
			Touchable entity = factory.apply(this.entityManager);
			this.entityManager.persist(entity);
			return entity;
		});
		return this.entityManagerFactory.getPersistenceUnitUtil().getIdentifier(saved);
	}

	private void count(Class<?> type) {
		this.entityManager.createQuery("select count(*) from " + type.getSimpleName(), Long.class).getSingleResult();
	}

	private Statistics statistics() {
		return this.entityManagerFactory.unwrap(SessionFactory.class).getStatistics();
	}

	private String stored(String query) {
		return String.valueOf(this.jdbc.sql(query).query((row, number) -> String.valueOf(row.getString(1))).single());
	}

	/**
	 * What a listener does, and what is in the database then.
	 */
	record Change<T extends Touchable>(Class<T> type, String name, Function<EntityManager, T> entity, String query,
			@Nullable String expected, BiConsumer<T, EntityManager> action) {

		static <T extends Touchable> Change<T> of(Class<T> type, String name, Function<EntityManager, T> entity,
				String query, String expected) {
			return of(type, name, entity, query, expected, (told, em) -> {
			});
		}

		static <T extends Touchable> Change<T> of(Class<T> type, String name, Function<EntityManager, T> entity,
				String query, String expected, BiConsumer<T, EntityManager> action) {
			return new Change<>(type, name, entity, query, expected, action);
		}

		@Override
		public String toString() {
			return this.type.getSimpleName() + ": " + this.name;
		}

	}

}
