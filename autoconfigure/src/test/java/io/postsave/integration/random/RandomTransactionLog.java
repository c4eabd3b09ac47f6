package io.postsave.integration.random;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntFunction;

import io.postsave.library.random.Crate;
import io.postsave.library.random.Draft;
import io.postsave.library.random.FinalDraft;
import io.postsave.library.random.Ledger;
import io.postsave.library.random.Part;
import io.postsave.library.random.Stamp;
import io.postsave.library.random.Sticker;

/**
 * What the database saw of one transaction, and what therefore is to be told of it. It
 * knows nothing of the product: the rows come from triggers, a collection being part of
 * the row that owns it, and Hibernate says when it flushes.
 */
final class RandomTransactionLog {

	private static final int NEVER = Integer.MAX_VALUE;

	private final IntFunction<Row> before;

	private final List<Write> writes = new ArrayList<>();

	/** The rows as the transaction has them by now. */
	private final Map<Integer, Row> rows = new HashMap<>();

	/**
	 * What was touched since the last flush, and by which instance: nothing else is to be
	 * written.
	 */
	private final Map<Integer, Object> touched = new HashMap<>();

	/** What is known of the removals since the last flush. */
	private final Map<Integer, Removal> removals = new HashMap<>();

	private final Set<Integer> removedInstances = new HashSet<>();

	private final Map<Integer, String> unexpected = new TreeMap<>();

	private final List<String> faults = new ArrayList<>();

	private final List<Told> told = new ArrayList<>();

	private final StringBuilder script = new StringBuilder();

	/** The times of and between flushes, numbered. */
	private int span;

	private boolean flushing;

	private boolean fullFlush;

	private boolean writtenInFlush;

	/** The spans of the flushes that were executed. */
	private final List<Integer> flushes = new ArrayList<>();

	/**
	 * Creates a log.
	 * @param before what was committed before, by serial numbers
	 */
	RandomTransactionLog(IntFunction<Row> before) {
		this.before = before;
	}

	void note(String step) {
		this.script.append(step).append("; ");
	}

	void touch(int serial, Object instance) {
		this.touched.put(serial, instance);
	}

	/**
	 * A removal is going to be made, known by the instance or reference that is removed.
	 */
	void removing(int serial, Removal removal) {
		this.removals.put(serial, removal);
		this.removedInstances.add(removal.instance());
	}

	void withdrawn(int serial) {
		Removal withdrawn = this.removals.remove(serial);
		if (withdrawn != null) {
			this.removedInstances.remove(withdrawn.instance());
		}
	}

	/**
	 * Whatever has been touched must have been written by now, or is forgotten. A removal
	 * that was not executed had been withdrawn, as by a cascade: another one of the row
	 * is its own.
	 */
	void settle() {
		this.touched.clear();
		this.removals.forEach((serial, removal) -> {
			if (!isDeleted(serial)) {
				this.removedInstances.remove(removal.instance());
			}
		});
		this.removals.clear();
	}

	/**
	 * A flush begins or ends. One that a query might need is executed if it writes more
	 * than inserts, which its cascades may make at once.
	 */
	void flushChanged(boolean full, boolean begins) {
		if (!begins && (full || this.writtenInFlush)) {
			this.flushes.add(this.span);
		}
		this.span++;
		this.flushing = begins;
		this.fullFlush = full;
		this.writtenInFlush = false;
	}

	void told(Told told) {
		boolean ofUnknownInstance = told.isDeletion() && !this.removedInstances.contains(told.instance());
		this.told.add(ofUnknownInstance ? told.of(0) : told);
	}

	/**
	 * A row was written.
	 */
	void written(Row oldRow, Row newRow, Collection<Class<?>> muted) {
		Row known = row(((newRow != null) ? newRow : oldRow).serial());
		add((oldRow != null) ? oldRow.withCollectionsOf(known) : null,
				(newRow != null) ? newRow.withCollectionsOf(known) : null, false, muted);
	}

	/**
	 * An element of a collection was inserted or deleted.
	 */
	void elementWritten(int serial, String attribute, String oldElement, String newElement,
			Collection<Class<?>> muted) {
		Row known = row(serial);
		add(known, known.with(attribute, oldElement, newElement), true, muted);
	}

	private Row row(int serial) {
		return this.rows.containsKey(serial) ? this.rows.get(serial) : this.before.apply(serial);
	}

	private void add(Row oldRow, Row newRow, boolean element, Collection<Class<?>> muted) {
		Row row = (newRow != null) ? newRow : oldRow;
		Object instance = this.touched.get(row.serial());
		this.rows.put(row.serial(), newRow);
		if (newRow == null) {
			this.unexpected.remove(row.serial());
		}
		else if (instance == null) {
			this.unexpected.put(row.serial(), "written at an unexpected time: " + newRow);
		}
		this.writtenInFlush |= oldRow != null;
		Removal removal = (newRow == null) ? this.removals.getOrDefault(row.serial(), Removal.CASCADED) : null;
		Class<?> type = (removal != null && removal.reference() != null) ? removal.reference() : row.type();
		boolean mute = muted.stream().anyMatch((mutedType) -> mutedType.isAssignableFrom(type));
		this.writes.add(new Write(oldRow, newRow, element, mute, type,
				(removal != null) ? removal.instance() : System.identityHashCode(instance), removal, this.span,
				this.flushing && (this.fullFlush || oldRow != null), List.copyOf(this.told)));
		this.script.append("<").append((oldRow != null) ? ((newRow != null) ? "~" : "-") : "+");
		this.script.append(row.table()).append(element ? "'s " : " ").append(row.serial());
		this.script.append(mute ? " muted> " : "> ");
	}

	boolean isDeleted(int serial) {
		boolean deleted = false;
		for (Write write : this.writes) {
			if (write.serial() == serial) {
				deleted = write.newRow() == null;
			}
		}
		return deleted;
	}

	/**
	 * What should not have happened in the database. What is removed may be written
	 * before, as Hibernate nulls its references.
	 */
	List<String> faults() {
		List<String> faults = new ArrayList<>(this.faults);
		faults.addAll(this.unexpected.values());
		return faults;
	}

	List<Told> told() {
		return this.told;
	}

	/**
	 * What is to be told after the commit: each row once, each attribute by its first old
	 * and its last new value among the writes that were not muted.
	 */
	List<Told> expectedAfterCommit() {
		Map<Integer, Merged> merged = new LinkedHashMap<>();
		Map<Integer, Merged> replaced = new HashMap<>();
		for (Write write : rowsWritten()) {
			Merged known = merged.get(write.serial());
			Merged next;
			if (write.oldRow() == null) {
				if (known != null && known.isDeletion()) {
					replaced.put(write.serial(), known);
				}
				next = write.muted() ? null : new Merged(write);
			}
			else if (write.newRow() != null) {
				next = write.muted() ? known : (known != null) ? known.add(write) : new Merged(write);
			}
			else if (replaced.containsKey(write.serial())) {
				next = replaced.remove(write.serial());
			}
			else if (write.muted() || (known != null && known.isCreation())) {
				next = null;
			}
			else {
				next = (known != null) ? known.add(write) : new Merged(write);
			}
			if (next != null) {
				merged.put(write.serial(), next);
			}
			else {
				merged.remove(write.serial());
			}
		}
		return inOrder(merged.values().stream().map((row) -> new Expected(row.told(), row.first)).toList());
	}

	/**
	 * What is to be told in the transaction: each write, but for those of rows that were
	 * gone before they could be told. Neither is the deletion of a row of whose creation
	 * nobody was told for that reason.
	 */
	List<Told> expectedInTransaction() {
		List<Expected> expected = new ArrayList<>();
		Set<Integer> untold = new HashSet<>();
		List<Write> rowsWritten = rowsWritten();
		for (int i = 0; i < rowsWritten.size(); i++) {
			Write write = rowsWritten.get(i);
			if (write.muted()) {
				untold.remove(write.serial());
			}
			else if (write.newRow() == null) {
				if (!untold.remove(write.serial())) {
					expected.add(new Expected(Told.of(write), write));
				}
			}
			else if (!isGoneBeforeItIsTold(write, rowsWritten.subList(i + 1, rowsWritten.size()))) {
				expected.add(new Expected(Told.of(write), write));
			}
			else if (write.oldRow() == null) {
				untold.add(write.serial());
			}
		}
		return inOrder(expected);
	}

	/**
	 * Return what is to be told in the order of the writes. If a flush has written
	 * nothing of a row but collections, it is told among the others of that flush as it
	 * was.
	 */
	private List<Told> inOrder(List<Expected> expected) {
		List<Told> ordered = new ArrayList<>();
		int next = 0;
		for (int begin = 0; begin < expected.size();) {
			int end = begin;
			while (end < expected.size() && expected.get(begin).isOfSameFlush(expected.get(end))) {
				end++;
			}
			List<Expected> left = new ArrayList<>(expected.subList(begin, end));
			while (!left.isEmpty()) {
				int found = -1;
				for (int i = 0; found < 0 && i < left.size(); i++) {
					boolean first = left.subList(0, i).stream().allMatch(Expected::isAnywhere);
					boolean told = next < this.told.size() && this.told.get(next).equals(left.get(i).told());
					found = (told && (first || left.get(i).isAnywhere())) ? i : -1;
				}
				next += (found >= 0) ? 1 : 0;
				ordered.add(left.remove(Math.max(found, 0)).told());
			}
			begin = end;
		}
		return ordered;
	}

	private boolean isGoneBeforeItIsTold(Write write, List<Write> later) {
		int told = timeOfTelling(write);
		for (Write next : later) {
			if (next.serial() == write.serial() && next.newRow() == null) {
				return next.span() <= told && !next.isToldBefore(write);
			}
		}
		return false;
	}

	/**
	 * Return the flush at whose end a write is told: its own, or the next one.
	 */
	private int timeOfTelling(Write write) {
		if (write.inFlush()) {
			return write.span();
		}
		return this.flushes.stream().filter((flush) -> flush >= write.span()).findFirst().orElse(NEVER);
	}

	/**
	 * Return the writes as they can be told of: of each flush the saves before the
	 * deletions, collections with the rows that own them, and of what it deletes the
	 * deletion alone, or nothing if it has created it as well.
	 */
	private List<Write> rowsWritten() {
		List<Write> rows = new ArrayList<>();
		for (Write write : this.writes) {
			if (write.element()) {
				addElement(rows, write);
			}
			else if (write.newRow() == null) {
				addDeletion(rows, write);
			}
			else {
				rows.add(write);
			}
		}
		rows.removeIf((write) -> write.element() && write.oldRow().equals(write.newRow()));
		rows.sort(Comparator.comparing(Write::span).thenComparing((write) -> write.newRow() == null));
		return rows;
	}

	private void addElement(List<Write> rows, Write element) {
		for (int i = 0; i < rows.size(); i++) {
			Write row = rows.get(i);
			if (row.serial() == element.serial() && (row.span() == element.span() || isWaitingFor(row, element))) {
				rows.set(i, row.withNewRow(row.newRow().withCollectionsOf(element.newRow())));
				return;
			}
		}
		rows.add(element);
	}

	/**
	 * Whether a row was created before the flush that writes its collection, and has not
	 * been told. One whose session was cleared meanwhile is another instance's.
	 */
	private boolean isWaitingFor(Write row, Write element) {
		return row.oldRow() == null && row.newRow() != null && !row.inFlush() && row.muted() == element.muted()
				&& row.instance() == element.instance() && timeOfTelling(row) == element.span()
				&& !element.isToldBefore(row);
	}

	private static void addDeletion(List<Write> rows, Write deletion) {
		List<Write> same = rows.stream()
			.filter((row) -> row.serial() == deletion.serial() && row.span() == deletion.span())
			.toList();
		rows.removeAll(same);
		if (same.isEmpty()) {
			rows.add(deletion);
		}
		else if (same.get(0).oldRow() != null) {
			rows.add(deletion.withOldRow(same.get(0).oldRow()));
		}
	}

	/**
	 * The rows as they must be if they were as given before.
	 */
	Map<Integer, Row> applyTo(Map<Integer, Row> before) {
		Map<Integer, Row> after = new TreeMap<>(before);
		for (Write write : this.writes) {
			if (!Objects.equals(after.get(write.serial()), write.oldRow())) {
				this.faults.add("the database lost its mind at " + write);
			}
			if (write.newRow() == null) {
				after.remove(write.serial());
			}
			else {
				after.put(write.serial(), write.newRow());
			}
		}
		return after;
	}

	@Override
	public String toString() {
		return this.script.toString();
	}

	/**
	 * A row of the database, with the collections that it owns.
	 *
	 * @param table its table
	 * @param columns what is not null in it
	 * @param collections what is not empty of its collections, sorted
	 */
	record Row(String table, Map<String, Object> columns, Map<String, List<String>> collections) {

		private static final Map<String, Class<?>> TYPES = Map.of("draft", Draft.class, "stamp", Stamp.class, "ledger",
				Ledger.class, "crate", Crate.class, "part", Part.class, "sticker", Sticker.class);

		Row(String table, Map<String, Object> columns) {
			this(table, columns, Map.of());
		}

		static Set<String> tables() {
			return TYPES.keySet();
		}

		Object id() {
			return this.columns.get("id");
		}

		int serial() {
			return (Integer) this.columns.get("serial");
		}

		Class<?> type() {
			return "FinalDraft".equals(this.columns.get("dtype")) ? FinalDraft.class : TYPES.get(this.table);
		}

		String version() {
			return String.valueOf(this.columns.get("version"));
		}

		Row withCollectionsOf(Row other) {
			return (other != null) ? new Row(this.table, this.columns, other.collections) : this;
		}

		Row with(String attribute, String oldElement, String newElement) {
			Map<String, List<String>> collections = new TreeMap<>(this.collections);
			List<String> elements = new ArrayList<>(collections.getOrDefault(attribute, List.of()));
			if (oldElement != null) {
				elements.remove(oldElement);
			}
			if (newElement != null) {
				elements.add(newElement);
			}
			Collections.sort(elements);
			collections.put(attribute, elements);
			collections.values().removeIf(List::isEmpty);
			return new Row(this.table, this.columns, collections);
		}

		/**
		 * The attributes that may be told as changed, by their names.
		 */
		Map<String, String> attributes() {
			Map<String, String> attributes = new TreeMap<>();
			this.columns.forEach((column, value) -> {
				switch (column) {
					case "id", "dtype", "version", "city" -> {
					}
					case "street" -> attributes.put("place", value + "," + this.columns.get("city"));
					case "crate_id" -> attributes.put("crate", value.toString());
					default -> attributes.put(column, value.toString());
				}
			});
			this.collections.forEach((attribute, elements) -> attributes.put(attribute, elements.toString()));
			return attributes;
		}

	}

	/**
	 * How an entity is removed.
	 *
	 * @param instance the identity of the entity or reference, 0 if it is not known
	 * @param reference the class that an unloaded reference has, or {@code null}
	 * @param collections whether the collections had been loaded
	 */
	record Removal(int instance, Class<?> reference, boolean collections) {

		/** Of what is removed along with others, which has no collections. */
		private static final Removal CASCADED = new Removal(0, null, false);

	}

	/**
	 * A row that was written, or an element of a collection that it owns.
	 */
	private record Write(Row oldRow, Row newRow, boolean element, boolean muted, Class<?> type, int instance,
			Removal removal, int span, boolean inFlush, List<Told> toldBefore) {

		int serial() {
			return ((this.newRow != null) ? this.newRow : this.oldRow).serial();
		}

		Write withNewRow(Row newRow) {
			return new Write(this.oldRow, newRow, this.element, this.muted, this.type, this.instance, this.removal,
					this.span, this.inFlush, this.toldBefore);
		}

		Write withOldRow(Row oldRow) {
			return new Write(oldRow, this.newRow, this.element, this.muted, this.type, this.instance, this.removal,
					this.span, this.inFlush, this.toldBefore);
		}

		/**
		 * Whether an earlier write, which no flush made, was told before this one: a
		 * flush may have been executed that wrote nothing.
		 */
		boolean isToldBefore(Write earlier) {
			return !earlier.inFlush && this.toldBefore.contains(Told.of(earlier));
		}

		/**
		 * The attributes before, as far as they can be known.
		 */
		Map<String, String> before() {
			if (this.oldRow == null) {
				return Map.of();
			}
			Map<String, String> attributes = this.oldRow.attributes();
			if (this.removal != null && !this.removal.collections()) {
				attributes.keySet().removeAll(this.oldRow.collections().keySet());
			}
			return attributes;
		}

		Map<String, String> after() {
			return (this.newRow != null) ? this.newRow.attributes() : Map.of();
		}

		boolean isUnknown() {
			return this.removal != null && this.removal.reference() != null;
		}

		String version() {
			return isUnknown() ? "null" : ((this.newRow != null) ? this.newRow : this.oldRow).version();
		}

	}

	/**
	 * What is to be told, and the first write of which.
	 */
	private record Expected(Told told, Write write) {

		boolean isOfSameFlush(Expected other) {
			return this.write.span() == other.write.span()
					&& (this.write.newRow() == null) == (other.write.newRow() == null);
		}

		boolean isAnywhere() {
			return this.write.element();
		}

	}

	/**
	 * The writes of a row that are told as one.
	 */
	private static final class Merged {

		private final Write first;

		private final Map<String, String> oldValues = new TreeMap<>();

		private final Map<String, String> newValues = new TreeMap<>();

		private Write last;

		Merged(Write first) {
			this.first = first;
			this.last = first;
			add(first);
		}

		Merged add(Write write) {
			this.last = write;
			if (write.newRow() == null) {
				this.newValues.replaceAll((name, value) -> "null");
			}
			Map<String, String> before = write.before();
			Map<String, String> after = write.after();
			for (String name : names(before, after)) {
				if (!Objects.equals(before.get(name), after.get(name))) {
					this.oldValues.putIfAbsent(name, String.valueOf(isCreation() ? null : before.get(name)));
					this.newValues.put(name, String.valueOf(after.get(name)));
				}
			}
			return this;
		}

		boolean isCreation() {
			return this.first.oldRow() == null;
		}

		boolean isDeletion() {
			return this.last.newRow() == null;
		}

		Told told() {
			Told told = Told.of(this.last);
			if (this.last.isUnknown()) {
				return told;
			}
			Map<String, String> changes = new TreeMap<>();
			this.newValues.forEach((name, value) -> {
				if (!value.equals(this.oldValues.get(name))) {
					changes.put(name, this.oldValues.get(name) + " -> " + value);
				}
			});
			String kind = (isCreation() ? "+" : isDeletion() ? "-" : "~") + told.kind().substring(1);
			return new Told(kind, told.id(), told.version(), changes, told.instance());
		}

	}

	private static Set<String> names(Map<String, String> before, Map<String, String> after) {
		Set<String> names = new HashSet<>(before.keySet());
		names.addAll(after.keySet());
		return names;
	}

	/**
	 * What is told of a row, or should be.
	 *
	 * @param kind what was done to it, and its type
	 * @param id its identifier
	 * @param version its version, as a string
	 * @param changes old and new values by attribute
	 * @param instance the identity of the entity that is handed out, 0 if it is removed
	 * and not known
	 */
	record Told(String kind, Object id, String version, Map<String, String> changes, int instance) {

		/** Stands for changes that are not known. */
		static final Map<String, String> UNKNOWN = Map.of("?", "?");

		static Told of(Write write) {
			Map<String, String> before = write.before();
			Map<String, String> after = write.after();
			Map<String, String> changes = new TreeMap<>();
			for (String name : names(before, after)) {
				if (!Objects.equals(before.get(name), after.get(name))) {
					changes.put(name, before.get(name) + " -> " + after.get(name));
				}
			}
			String kind = (write.oldRow() == null) ? "+" : (write.newRow() == null) ? "-" : "~";
			return new Told(kind + write.type().getSimpleName(),
					((write.newRow() != null) ? write.newRow() : write.oldRow()).id(), write.version(),
					write.isUnknown() ? UNKNOWN : changes, write.instance());
		}

		Told of(int instance) {
			return new Told(this.kind, this.id, this.version, this.changes, instance);
		}

		boolean isDeletion() {
			return this.kind.startsWith("-");
		}

	}

}
