package io.postsave.integration.random;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.IntFunction;
import javax.sql.DataSource;

import io.postsave.PostDeleteEvent;
import io.postsave.PostSaveEvent;
import io.postsave.PostSaveEvents;
import io.postsave.PostWriteEvent;
import io.postsave.integration.random.RandomTransactionLog.Removal;
import io.postsave.integration.random.RandomTransactionLog.Row;
import io.postsave.integration.random.RandomTransactionLog.Told;
import io.postsave.library.random.Crate;
import io.postsave.library.random.Draft;
import io.postsave.library.random.FinalDraft;
import io.postsave.library.random.FlushObserver;
import io.postsave.library.random.Item;
import io.postsave.library.random.Label;
import io.postsave.library.random.Ledger;
import io.postsave.library.random.Part;
import io.postsave.library.random.Place;
import io.postsave.library.random.RowTrigger;
import io.postsave.library.random.Stamp;
import io.postsave.library.random.Sticker;
import jakarta.persistence.EntityManager;
import org.hibernate.FlushMode;
import org.hibernate.Hibernate;
import org.hibernate.Session;

import org.springframework.context.event.EventListener;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs transactions that nobody has thought of, and hands over what the database and the
 * listener saw of each.
 */
final class RandomTransactions {

	private static final List<Class<? extends Item>> TYPES = List.of(Draft.class, Stamp.class, Ledger.class,
			Crate.class, Part.class, Sticker.class);

	private static final List<Class<?>> MUTABLE_TYPES = List.of(Object.class, Object.class, Item.class, Draft.class,
			FinalDraft.class, Stamp.class, Ledger.class, Crate.class, Part.class, Sticker.class);

	private static final Map<String, OwnedTable> OWNED_TABLES = Map.of("draft_labels",
			new OwnedTable("draft", "labels", "draft_id", "label_id"), "stamp_notes",
			new OwnedTable("stamp", "notes", "stamp_id", "note"), "ledger_tags",
			new OwnedTable("ledger", "tags", "ledger_id", "tag"));

	private static final int LABELS = 4;

	private static final String[] TEXTS = { "a", "b", "c", null };

	private EntityManager entityManager;

	private final DataSource dataSource;

	private final PostSaveEvents events;

	private final TransactionTemplate joining;

	private final TransactionTemplate separate;

	private final Deque<Unit> running = new ArrayDeque<>();

	private final Deque<Class<?>> mutes = new ArrayDeque<>();

	private long seed;

	private Random random = new Random(0);

	private Checks checks;

	private Map<Integer, Row> committed = new TreeMap<>();

	/** The serial numbers by tables and identifiers. */
	private final Map<String, Integer> serials = new HashMap<>();

	private int nextSerial = 1;

	private int commits;

	private int rollbacks;

	private int tolds;

	RandomTransactions(EntityManager entityManager, DataSource dataSource, PlatformTransactionManager manager,
			PostSaveEvents events) {
		this.entityManager = entityManager;
		this.dataSource = dataSource;
		this.events = events;
		this.joining = new TransactionTemplate(manager);
		this.separate = new TransactionTemplate(manager);
		this.separate.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
	}

	@EventListener
	void on(PostWriteEvent<?> event) {
		Unit unit = this.running.peek();
		if (unit != null) {
			this.checks.listenerCalled(TransactionSynchronizationManager.isActualTransactionActive());
			unit.log.told(toldBy(event));
			this.tolds++;
		}
	}

	private Told toldBy(PostWriteEvent<?> event) {
		Map<String, String> changes = new TreeMap<>();
		event.getChanges()
			.forEach((name, change) -> changes.put(name,
					valueOf(change.oldValue()) + " -> " + valueOf(change.newValue())));
		String kind = kindOf(event) + event.getEntityType().getSimpleName();
		return new Told(kind, event.getId(), String.valueOf(event.getVersion()),
				event.isChangesKnown() ? changes : Told.UNKNOWN, System.identityHashCode(event.getEntity()));
	}

	private static String kindOf(PostWriteEvent<?> event) {
		if (event instanceof PostDeleteEvent<?>) {
			return "-";
		}
		return ((PostSaveEvent<?>) event).isCreated() ? "+" : "~";
	}

	/**
	 * Return a value as the database has it. What is not sorted there is sorted here, and
	 * an empty collection is none.
	 */
	private String valueOf(Object value) {
		if (value instanceof Collection<?> collection) {
			return collection.isEmpty() ? "null" : collection.stream().map(this::valueOf).sorted().toList().toString();
		}
		boolean entity = value instanceof Crate || value instanceof Label;
		return String.valueOf(entity
				? this.entityManager.getEntityManagerFactory().getPersistenceUnitUtil().getIdentifier(value) : value);
	}

	void run(long seed, int transactions, Checks checks) {
		this.seed = seed;
		this.random = new Random(seed);
		this.checks = checks;
		RowTrigger.observe(this::rowWritten);
		FlushObserver.observe((full, begins) -> {
			if (!this.running.isEmpty()) {
				this.running.peek().log.flushChanged(full, begins);
			}
		});
		createLabels();
		createTriggers();
		try {
			for (int i = 0; i < transactions; i++) {
				if (chance(5)) {
					muted(() -> transaction());
				}
				else {
					transaction();
				}
			}
		}
		finally {
			RowTrigger.observe(null);
			FlushObserver.observe(null);
		}
		System.out.println(this.commits + " commits, " + this.rollbacks + " rollbacks, " + this.tolds + " writes told");
	}

	private void createLabels() {
		this.separate.executeWithoutResult((status) -> {
			for (long id = 0; id < LABELS; id++) {
				this.entityManager.merge(new Label(id));
			}
		});
	}

	private void rowWritten(String table, Map<String, Object> oldRow, Map<String, Object> newRow) {
		Unit unit = this.running.peek();
		if (unit == null) {
			return;
		}
		OwnedTable owned = OWNED_TABLES.get(table);
		if (owned != null) {
			int serial = this.serials.get(owned.ownerOf((newRow != null) ? newRow : oldRow));
			unit.log.elementWritten(serial, owned.attribute(), owned.elementIn(oldRow), owned.elementIn(newRow),
					this.mutes);
			return;
		}
		Row row = new Row(table, (newRow != null) ? newRow : oldRow);
		this.serials.put(table + " " + row.id(), row.serial());
		unit.log.written((oldRow != null) ? new Row(table, oldRow) : null,
				(newRow != null) ? new Row(table, newRow) : null, this.mutes);
	}

	private void transaction() {
		Unit unit = new Unit(this.running.peek(), (serial) -> this.committed.get(serial));
		int ending = this.random.nextInt(20);
		this.running.push(unit);
		boolean rolledBack = ending < 4;
		Throwable failure = null;
		try {
			this.separate.executeWithoutResult((status) -> {
				chooseFlushMode();
				steps(1 + this.random.nextInt(8));
				if (ending < 2) {
					unit.log.note("ROLLBACK ONLY");
					status.setRollbackOnly();
				}
				else if (ending < 4) {
					unit.log.note("THROW");
					throw new Planned();
				}
			});
		}
		catch (RuntimeException ex) {
			rolledBack = true;
			failure = ex;
		}
		this.running.pop();
		if (failure != null && !(failure instanceof Planned) && !unit.doomed) {
			throw new IllegalStateException("post-save.seed=" + this.seed + ": unexpected failure in " + unit.log,
					failure);
		}
		if (rolledBack) {
			this.rollbacks++;
			this.checks.rolledBack(unit.log);
			this.checks.database(unit.log, this.committed, readRows());
		}
		else {
			this.commits++;
			Map<Integer, Row> expected = unit.log.applyTo(this.committed);
			this.committed = readRows();
			this.checks.database(unit.log, expected, this.committed);
			this.checks.committed(unit.log);
		}
	}

	private void chooseFlushMode() {
		FlushMode mode = switch (this.random.nextInt(20)) {
			case 0, 1 -> FlushMode.COMMIT;
			case 2 -> FlushMode.MANUAL;
			case 3 -> FlushMode.ALWAYS;
			default -> FlushMode.AUTO;
		};
		this.running.peek().manual = mode == FlushMode.MANUAL;
		if (mode != FlushMode.AUTO) {
			note("FLUSH MODE " + mode);
			this.entityManager.unwrap(Session.class).setHibernateFlushMode(mode);
		}
	}

	private void steps(int count) {
		for (int i = 0; i < count; i++) {
			step();
		}
	}

	private void step() {
		Unit unit = this.running.peek();
		switch (this.random.nextInt(25)) {
			case 0, 1, 2, 3, 4 -> create();
			case 5, 6, 7, 8 -> change();
			case 9 -> changeAndBack();
			case 10, 11 -> remove();
			case 12 -> createAndRemove();
			case 13 -> removeAndUndo();
			case 14, 15 -> flush();
			case 16 -> clear();
			case 17 -> query();
			case 18 -> mergeDetached();
			case 19 -> discardChanges();
			case 20 -> {
				if (depth() < 4) {
					unit.log.note("{NEW");
					transaction();
					unit.log.note("}");
				}
			}
			case 21 -> inChildSession();
			case 22, 23 -> {
				// without a flush at its end, what belongs to a block would be left open
				if (this.mutes.size() < 3 && !unit.manual) {
					muted(() -> steps(1 + this.random.nextInt(4)));
				}
			}
			default -> {
				if (chance(60)) {
					join();
				}
				else if (chance(30)) {
					fail();
				}
			}
		}
	}

	/**
	 * Goes on in another session of the same transaction, which finds what this one has
	 * written, and leaves nothing behind that this one has loaded.
	 */
	private void inChildSession() {
		flush();
		clear();
		note("<child");
		EntityManager parent = this.entityManager;
		try (Session child = parent.unwrap(Session.class).sessionWithOptions().connection().openSession()) {
			this.entityManager = child;
			for (int steps = 1 + this.random.nextInt(4); steps > 0; steps--) {
				stepInChildSession();
			}
			flush();
		}
		finally {
			this.entityManager = parent;
			note("child>");
		}
	}

	private void stepInChildSession() {
		switch (this.random.nextInt(10)) {
			case 0, 1, 2 -> create();
			case 3, 4, 5 -> change();
			case 6, 7 -> remove();
			case 8 -> createAndRemove();
			default -> flush();
		}
	}

	private void create() {
		if (this.committed.size() > 50) {
			remove();
			return;
		}
		switch (this.random.nextInt(5)) {
			case 0 -> persist(chance(50) ? new Draft(this.nextSerial++) : new FinalDraft(this.nextSerial++));
			case 1 -> persist(new Stamp(this.nextSerial++));
			case 2 -> createLedger();
			case 3 -> createCrate();
			default -> createPart();
		}
	}

	private void persist(Item item) {
		randomize(item);
		this.running.peek().log.note("persist " + nameOf(item));
		created(item);
		this.entityManager.persist(item);
	}

	private void createLedger() {
		Unit unit = this.running.peek();
		int number = this.random.nextInt(12);
		if (!unit.mayUse(-1 - number)) {
			return;
		}
		use(-1 - number);
		if (this.entityManager.find(Ledger.class, "L" + number) != null) {
			return;
		}
		if (unit.removed.contains(-1 - number)) {
			flush();
		}
		Ledger ledger = new Ledger("L" + number, -1 - number);
		if (chance(50)) {
			persist(ledger);
		}
		else {
			randomize(ledger);
			unit.log.note("merge " + nameOf(ledger));
			created(this.entityManager.merge(ledger));
		}
	}

	private void createCrate() {
		Crate crate = new Crate(this.nextSerial++);
		for (int parts = this.random.nextInt(3); parts > 0; parts--) {
			addTo(crate);
		}
		persist(crate);
	}

	private void createPart() {
		if (find(Crate.class) instanceof Crate crate) {
			Item item = addTo(crate);
			if (chance(30)) {
				this.entityManager.persist(item);
			}
		}
	}

	/**
	 * Adds what only a cascade will save.
	 */
	private Item addTo(Crate crate) {
		Item item;
		if (chance(60)) {
			Part part = new Part(this.nextSerial++, crate);
			crate.getParts().add(part);
			item = part;
		}
		else {
			Sticker sticker = new Sticker(this.nextSerial++, crate);
			crate.getStickers().add(sticker);
			item = sticker;
		}
		randomize(item);
		this.running.peek().log.note("add " + nameOf(item) + " to " + nameOf(crate));
		created(item);
		return item;
	}

	private void created(Item item) {
		Unit unit = this.running.peek();
		unit.unflushed.add(item.getSerial());
		unit.created.put(item.getSerial(), item);
		use(item.getSerial());
		unit.log.touch(item.getSerial(), item);
	}

	private void change() {
		Item item = findAny();
		if (item == null) {
			return;
		}
		this.running.peek().log.note("change " + nameOf(item));
		this.running.peek().log.touch(item.getSerial(), item);
		if (item instanceof Part part && chance(50)) {
			if (find(Crate.class) instanceof Crate crate) {
				this.running.peek().log.note("move to " + nameOf(crate));
				part.setCrate(crate);
				flush();
				clear();
			}
		}
		else {
			randomize(item);
		}
	}

	private void changeAndBack() {
		Item item = findAny();
		if (item instanceof Draft draft) {
			this.running.peek().log.note("change and back " + nameOf(item));
			this.running.peek().log.touch(item.getSerial(), item);
			draft.setPages(-1);
			if (chance(70)) {
				flush();
				this.running.peek().log.touch(item.getSerial(), item);
			}
			Row row = this.committed.get(item.getSerial());
			draft.setPages((row != null) ? (Integer) row.columns().get("pages") : null);
		}
	}

	private void remove() {
		if (chance(30)) {
			removeByReference();
			return;
		}
		Item item = findAny();
		if (item == null) {
			return;
		}
		if (chance(30)) {
			this.running.peek().log.note("change");
			this.running.peek().log.touch(item.getSerial(), item);
			item.setText("last");
		}
		remove(item);
	}

	private void remove(Item item) {
		Unit unit = this.running.peek();
		unit.log.note("remove " + nameOf(item));
		unit.removed.add(item.getSerial());
		removing(item);
		if (item instanceof Part part) {
			if (chance(50)) {
				unit.log.note("from " + nameOf(part.getCrate()));
				part.getCrate().getParts().remove(part);
			}
			else {
				unit.log.touch(part.getSerial(), part);
			}
		}
		if (item instanceof Sticker) {
			// still in the collection of its crate: may be cascaded to and saved again
			unit.log.touch(item.getSerial(), item);
		}
		this.entityManager.remove(item);
	}

	private void removing(Item item) {
		this.running.peek().log.removing(item.getSerial(),
				new Removal(System.identityHashCode(item), null, isLoaded(item)));
	}

	private static boolean isLoaded(Item item) {
		if (item instanceof Draft draft) {
			return Hibernate.isInitialized(draft.getLabels());
		}
		if (item instanceof Stamp stamp) {
			return Hibernate.isInitialized(stamp.getNotes());
		}
		return item instanceof Ledger ledger && Hibernate.isInitialized(ledger.getTags());
	}

	/**
	 * Removes a row that is known to be there, without loading it, unless Hibernate does.
	 */
	private void removeByReference() {
		Item item = findAny();
		if (item == null) {
			return;
		}
		if (chance(50)) {
			this.running.peek().log.note("change");
			this.running.peek().log.touch(item.getSerial(), item);
			item.setText("last");
		}
		flush();
		if (this.entityManager.contains(item)) {
			clear();
			this.running.peek().log.note("remove by reference " + nameOf(item));
			this.running.peek().removed.add(item.getSerial());
			Item reference = this.entityManager.getReference(typeOf(item), item.getId());
			this.entityManager.remove(reference);
			boolean loaded = Hibernate.isInitialized(reference);
			Object instance = loaded ? Hibernate.unproxy(reference) : reference;
			this.running.peek().log.removing(item.getSerial(),
					new Removal(System.identityHashCode(instance), loaded ? null : typeOf(item), false));
		}
	}

	private void createAndRemove() {
		Item item = chance(50) ? new Draft(this.nextSerial++) : new Stamp(this.nextSerial++);
		persist(item);
		if (chance(30)) {
			flush();
			this.running.peek().log.touch(item.getSerial(), item);
			item.setText("again");
		}
		remove(item);
	}

	private void removeAndUndo() {
		Item item = findAny();
		if (item == null) {
			return;
		}
		Unit unit = this.running.peek();
		unit.log.note("remove " + nameOf(item));
		unit.log.touch(item.getSerial(), item);
		unit.removed.add(item.getSerial());
		removing(item);
		this.entityManager.remove(item);
		if (chance(30) && !(item instanceof Crate) && !(item instanceof Part) && !(item instanceof Sticker)) {
			query();
		}
		if (!unit.log.isDeleted(item.getSerial())) {
			unit.log.note("undo");
			this.entityManager.persist(item);
			unit.removed.remove(item.getSerial());
			unit.log.withdrawn(item.getSerial());
			if (chance(50)) {
				item.setText("back");
			}
		}
	}

	private void flush() {
		Unit unit = this.running.peek();
		unit.log.note("flush");
		this.entityManager.flush();
		unit.settle();
	}

	private void clear() {
		Unit unit = this.running.peek();
		unit.log.note("clear");
		this.entityManager.clear();
		unit.settle();
	}

	private void query() {
		Class<? extends Item> type = TYPES.get(this.random.nextInt(TYPES.size()));
		this.running.peek().log.note("query " + type.getSimpleName());
		if (chance(70)) {
			this.entityManager.createQuery("select count(e) from " + type.getSimpleName() + " e", Long.class)
				.getSingleResult();
		}
		else {
			this.entityManager.createNativeQuery("select 1", Integer.class).getSingleResult();
		}
	}

	private void mergeDetached() {
		Item item = find(TYPES.get(this.random.nextInt(3)));
		Unit unit = this.running.peek();
		if (item != null && !unit.unflushed.contains(item.getSerial())) {
			unit.log.note("merge detached " + nameOf(item));
			this.entityManager.detach(item);
			randomize(item);
			Item merged = this.entityManager.merge(item);
			unit.log.touch(merged.getSerial(), merged);
		}
	}

	private void discardChanges() {
		Item item = find(TYPES.get(this.random.nextInt(3)));
		Unit unit = this.running.peek();
		if (item != null && !unit.unflushed.contains(item.getSerial())) {
			item.setText("lost");
			if (chance(50)) {
				unit.log.note("refresh " + nameOf(item));
				this.entityManager.refresh(item);
			}
			else {
				unit.log.note("detach " + nameOf(item));
				this.entityManager.detach(item);
			}
		}
	}

	private void muted(Runnable block) {
		Class<?> type = MUTABLE_TYPES.get(this.random.nextInt(MUTABLE_TYPES.size()));
		boolean failing = chance(20);
		AtomicBoolean begun = new AtomicBoolean();
		Runnable body = () -> {
			note("[mute " + type.getSimpleName());
			settle();
			this.mutes.push(type);
			begun.set(true);
			block.run();
			if (failing) {
				throw new PlannedInBlock();
			}
		};
		try {
			if (type == Object.class) {
				this.events.mute(body);
			}
			else {
				this.events.mute(type, body);
			}
		}
		catch (PlannedInBlock ex) {
			note("block failed");
		}
		finally {
			if (begun.get()) {
				this.mutes.pop();
			}
			settle();
			note("]");
		}
	}

	/**
	 * A transaction within that joins, and may doom the one it joins.
	 */
	private void join() {
		Unit unit = this.running.peek();
		int outcome = this.random.nextInt(6);
		try {
			unit.log.note("(join");
			this.joining.executeWithoutResult((status) -> {
				steps(1 + this.random.nextInt(3));
				if (outcome == 0) {
					unit.doomed = true;
					unit.log.note("rollback only");
					status.setRollbackOnly();
				}
				else if (outcome == 1) {
					unit.doomed = true;
					unit.log.note("throw");
					throw new Planned();
				}
			});
		}
		catch (Planned ex) {
			// as of an application that thinks it can go on
		}
		unit.log.note(")");
	}

	/**
	 * Saves what the database refuses.
	 */
	private void fail() {
		Unit unit = this.running.peek();
		unit.doomed = true;
		for (Row row : List.copyOf(this.committed.values())) {
			if (unit.mayUse(row.serial()) && row.table().equals("ledger")) {
				clear();
				unit.log.note("persist " + row.id() + " once more");
				Ledger ledger = new Ledger((String) row.id(), row.serial());
				created(ledger);
				this.entityManager.persist(ledger);
				if (chance(50)) {
					try {
						flush();
					}
					catch (RuntimeException ex) {
						unit.log.note("failed");
						clear();
					}
				}
				return;
			}
		}
		throw new Planned();
	}

	private void randomize(Item item) {
		String text = TEXTS[this.random.nextInt(TEXTS.length)];
		if (chance(30) && randomizeCollection(item)) {
			return;
		}
		if (item instanceof Draft draft && chance(50)) {
			draft.setPages(chance(30) ? null : this.random.nextInt(3));
			if (draft instanceof FinalDraft finalDraft && chance(50)) {
				finalDraft.setVerdict(text);
			}
		}
		else if (item instanceof Ledger ledger && chance(60)) {
			Place place = ledger.getPlace();
			switch (this.random.nextInt(3)) {
				case 0 -> ledger.setPlace(null);
				case 1 -> ledger.setPlace(new Place("s" + this.random.nextInt(2), text));
				default -> {
					if (place != null) {
						place.setCity(text);
					}
				}
			}
		}
		else {
			item.setText(text);
		}
	}

	/**
	 * Changes the collection of an entity that has one that can be loaded.
	 */
	private boolean randomizeCollection(Item item) {
		if (!isLoaded(item) && !this.entityManager.contains(item)) {
			return false;
		}
		if (item instanceof Draft draft) {
			draft.setLabels(changed(draft.getLabels(), HashSet::new,
					this.entityManager.find(Label.class, (long) this.random.nextInt(LABELS))));
			return true;
		}
		if (item instanceof Stamp stamp) {
			stamp.setNotes(changed(stamp.getNotes(), HashSet::new, "note" + this.random.nextInt(3)));
			return true;
		}
		if (item instanceof Ledger ledger) {
			ledger.setTags(changed(ledger.getTags(), ArrayList::new, "tag" + this.random.nextInt(3)));
			return true;
		}
		return false;
	}

	private <T, C extends Collection<T>> C changed(C collection, Function<C, C> copy, T element) {
		C changed = collection;
		if (chance(20)) {
			Hibernate.initialize(collection);
			changed = copy.apply(collection);
		}
		switch (this.random.nextInt(6)) {
			case 0 -> changed.clear();
			case 1, 2 -> changed.remove(element);
			default -> changed.add(element);
		}
		note("collection" + ((changed != collection) ? " replaced" : ""));
		return changed;
	}

	private Item findAny() {
		return find(TYPES.get(this.random.nextInt(TYPES.size())));
	}

	private Item find(Class<? extends Item> type) {
		Unit unit = this.running.peek();
		Map<Integer, Object> ids = new TreeMap<>();
		this.committed.values()
			.stream()
			.filter((row) -> type.isAssignableFrom(row.type()))
			.forEach((row) -> ids.put(row.serial(), row.id()));
		unit.created.values()
			.stream()
			.filter((item) -> type.isInstance(item) && item.getId() != null)
			.forEach((item) -> ids.put(item.getSerial(), item.getId()));
		List<Integer> serials = ids.keySet().stream().filter(unit::mayUse).toList();
		if (serials.isEmpty()) {
			return null;
		}
		int serial = serials.get(chance(50) ? serials.size() - 1 : this.random.nextInt(serials.size()));
		use(serial);
		return (Item) Hibernate.unproxy(this.entityManager.find(type, ids.get(serial)));
	}

	/**
	 * Keeps transactions within from the row and from those that go with it.
	 */
	private void use(int serial) {
		Unit unit = this.running.peek();
		unit.used.add(serial);
		Row row = this.committed.get(serial);
		Object crate = (row != null) ? (row.table().equals("crate") ? row.id() : row.columns().get("crate_id")) : null;
		if (crate != null) {
			for (Row other : this.committed.values()) {
				if (crate.equals(other.columns().get("crate_id"))
						|| other.table().equals("crate") && crate.equals(other.id())) {
					unit.used.add(other.serial());
				}
			}
		}
	}

	private static Class<? extends Item> typeOf(Item item) {
		return (item instanceof Draft) ? Draft.class : item.getClass();
	}

	private static String nameOf(Item item) {
		return Hibernate.getClass(item).getSimpleName() + " " + item.getSerial();
	}

	private void createTriggers() {
		execute((statement) -> {
			List<String> tables = new ArrayList<>(Row.tables());
			tables.addAll(OWNED_TABLES.keySet());
			for (String table : tables) {
				statement.execute("create trigger if not exists " + table + "_rows after insert, update, delete on "
						+ table + " for each row call '" + RowTrigger.class.getName() + "'");
			}
		});
	}

	/**
	 * Reads what is committed, on a connection of its own.
	 */
	private Map<Integer, Row> readRows() {
		Map<Integer, Row> rows = new TreeMap<>();
		execute((statement) -> {
			for (String table : Row.tables()) {
				try (ResultSet result = statement.executeQuery("select * from " + table)) {
					while (result.next()) {
						Row row = new Row(table, columnsOf(result));
						rows.put(row.serial(), row);
					}
				}
			}
			for (Map.Entry<String, OwnedTable> table : OWNED_TABLES.entrySet()) {
				try (ResultSet result = statement.executeQuery("select * from " + table.getKey())) {
					while (result.next()) {
						Map<String, Object> columns = columnsOf(result);
						OwnedTable owned = table.getValue();
						rows.computeIfPresent(this.serials.get(owned.ownerOf(columns)),
								(serial, row) -> row.with(owned.attribute(), null, owned.elementIn(columns)));
					}
				}
			}
		});
		return rows;
	}

	private static Map<String, Object> columnsOf(ResultSet result) throws SQLException {
		Map<String, Object> columns = new LinkedHashMap<>();
		ResultSetMetaData metaData = result.getMetaData();
		for (int i = 1; i <= metaData.getColumnCount(); i++) {
			Object value = result.getObject(i);
			if (value != null) {
				columns.put(metaData.getColumnName(i).toLowerCase(Locale.ROOT), value);
			}
		}
		return columns;
	}

	private void execute(Statements statements) {
		try (Connection connection = this.dataSource.getConnection();
				Statement statement = connection.createStatement()) {
			statements.execute(statement);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void note(String step) {
		if (!this.running.isEmpty()) {
			this.running.peek().log.note(step);
		}
	}

	private void settle() {
		if (!this.running.isEmpty()) {
			this.running.peek().settle();
		}
	}

	private int depth() {
		return this.running.size();
	}

	private boolean chance(int percent) {
		return this.random.nextInt(100) < percent;
	}

	/**
	 * A transaction that is running.
	 */
	private static final class Unit {

		private final RandomTransactionLog log;

		private final Unit outer;

		private final Set<Integer> used = new HashSet<>();

		private final Map<Integer, Item> created = new HashMap<>();

		private final Set<Integer> unflushed = new HashSet<>();

		private final Set<Integer> removed = new HashSet<>();

		private boolean doomed;

		private boolean manual;

		private Unit(Unit outer, IntFunction<Row> before) {
			this.log = new RandomTransactionLog(before);
			this.outer = outer;
		}

		/**
		 * Whether no transaction around this one may hold a lock on the row.
		 */
		boolean mayUse(int serial) {
			for (Unit unit = this.outer; unit != null; unit = unit.outer) {
				if (unit.used.contains(serial)) {
					return false;
				}
			}
			return true;
		}

		void settle() {
			this.log.settle();
			this.unflushed.clear();
			this.removed.clear();
		}

	}

	/**
	 * What is to hold of each transaction.
	 */
	interface Checks {

		void listenerCalled(boolean inTransaction);

		void committed(RandomTransactionLog log);

		void rolledBack(RandomTransactionLog log);

		void database(RandomTransactionLog log, Map<Integer, Row> expected, Map<Integer, Row> actual);

	}

	/**
	 * A table that holds a collection.
	 */
	private record OwnedTable(String owner, String attribute, String ownerColumn, String elementColumn) {

		String ownerOf(Map<String, Object> columns) {
			return this.owner + " " + columns.get(this.ownerColumn);
		}

		String elementIn(Map<String, Object> columns) {
			return (columns != null) ? String.valueOf(columns.get(this.elementColumn)) : null;
		}

	}

	@FunctionalInterface
	private interface Statements {

		void execute(Statement statement) throws SQLException;

	}

	private static final class Planned extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

	private static final class PlannedInBlock extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

}
