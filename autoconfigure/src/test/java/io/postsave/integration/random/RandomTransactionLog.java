package io.postsave.integration.random;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

import io.postsave.library.random.Crate;
import io.postsave.library.random.Draft;
import io.postsave.library.random.FinalDraft;
import io.postsave.library.random.Ledger;
import io.postsave.library.random.Part;
import io.postsave.library.random.Stamp;
import io.postsave.library.random.Sticker;

/**
 * What the database saw of one transaction, and what therefore is to be told of it. It
 * knows nothing of the product nor of Hibernate: the rows come from a trigger.
 */
final class RandomTransactionLog {

	private final List<Write> writes = new ArrayList<>();

	/**
	 * What was touched since the last flush, and by which instance: nothing else is to be
	 * written.
	 */
	private final Map<Integer, Object> touched = new HashMap<>();

	private final Map<Integer, String> unexpected = new TreeMap<>();

	private final List<String> faults = new ArrayList<>();

	private final List<Told> told = new ArrayList<>();

	private int flushes;

	private final StringBuilder script = new StringBuilder();

	void note(String step) {
		this.script.append(step).append("; ");
	}

	void touch(int serial, Object instance) {
		this.touched.put(serial, instance);
	}

	/**
	 * Whatever has been touched must have been written by now, or is forgotten.
	 */
	void settle() {
		this.touched.clear();
	}

	/**
	 * A flush is over, and what it wrote was to be told.
	 */
	void flushed() {
		this.flushes++;
	}

	void told(Told told) {
		this.told.add(told);
	}

	void written(Row oldRow, Row newRow, Collection<Class<?>> muted) {
		Row row = (newRow != null) ? newRow : oldRow;
		Object instance = this.touched.get(row.serial());
		if (newRow == null) {
			this.unexpected.remove(row.serial());
		}
		else if (instance == null) {
			this.unexpected.put(row.serial(), "written at an unexpected time: " + newRow);
		}
		boolean mute = muted.stream().anyMatch((type) -> type.isAssignableFrom(row.type()));
		this.writes.add(new Write(oldRow, newRow, mute, System.identityHashCode(instance), this.flushes,
				List.copyOf(this.told)));
		this.script.append("<").append((oldRow != null) ? ((newRow != null) ? "~" : "-") : "+");
		this.script.append(row.table()).append(" ").append(row.serial()).append(mute ? " muted> " : "> ");
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
	 * What is to be told after the commit: each row that is still there once, each
	 * attribute by its first old and its last new value among the writes that were not
	 * muted.
	 */
	List<Told> expectedAfterCommit() {
		Map<Integer, Merged> merged = new LinkedHashMap<>();
		for (Write write : this.writes) {
			if (write.newRow() == null) {
				merged.remove(write.serial());
			}
			else if (!write.muted()) {
				merged.computeIfAbsent(write.serial(), (serial) -> new Merged(write)).add(write);
			}
		}
		return merged.values().stream().map(Merged::told).toList();
	}

	/**
	 * What is to be told in the transaction: each write, but for those of rows that were
	 * gone before they could be told.
	 */
	List<Told> expectedInTransaction() {
		List<Told> expected = new ArrayList<>();
		for (int i = 0; i < this.writes.size(); i++) {
			Write write = this.writes.get(i);
			if (write.newRow() != null && !write.muted() && !isGoneBeforeItIsTold(i)) {
				expected.add(Told.of(write));
			}
		}
		return expected;
	}

	private boolean isGoneBeforeItIsTold(int index) {
		Write write = this.writes.get(index);
		for (Write later : this.writes.subList(index + 1, this.writes.size())) {
			if (later.serial() == write.serial() && later.newRow() == null) {
				return later.flushes() == write.flushes() && !later.toldBefore().contains(Told.of(write));
			}
		}
		return false;
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
	 * A row of the database.
	 *
	 * @param table its table
	 * @param columns what is not null in it
	 */
	record Row(String table, Map<String, Object> columns) {

		private static final Map<String, Class<?>> TYPES = Map.of("draft", Draft.class, "stamp", Stamp.class, "ledger",
				Ledger.class, "crate", Crate.class, "part", Part.class, "sticker", Sticker.class);

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
			return attributes;
		}

	}

	/**
	 * A row that was written.
	 */
	private record Write(Row oldRow, Row newRow, boolean muted, int instance, int flushes, List<Told> toldBefore) {

		int serial() {
			return ((this.newRow != null) ? this.newRow : this.oldRow).serial();
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
		}

		void add(Write write) {
			this.last = write;
			Map<String, String> before = attributesOf(write.oldRow());
			Map<String, String> after = attributesOf(write.newRow());
			for (String name : names(before, after)) {
				if (!Objects.equals(before.get(name), after.get(name))) {
					this.oldValues.putIfAbsent(name,
							String.valueOf((this.first.oldRow() != null) ? before.get(name) : null));
					this.newValues.put(name, String.valueOf(after.get(name)));
				}
			}
		}

		Told told() {
			Map<String, String> changes = new TreeMap<>();
			this.newValues.forEach((name, value) -> {
				if (!value.equals(this.oldValues.get(name))) {
					changes.put(name, this.oldValues.get(name) + " -> " + value);
				}
			});
			Told told = Told.of(this.last);
			return new Told(((this.first.oldRow() != null) ? "~" : "+") + told.kind().substring(1), told.id(), changes,
					told.instance());
		}

	}

	private static Map<String, String> attributesOf(Row row) {
		return (row != null) ? row.attributes() : Collections.emptyMap();
	}

	private static Set<String> names(Map<String, String> before, Map<String, String> after) {
		Set<String> names = new HashSet<>(before.keySet());
		names.addAll(after.keySet());
		return names;
	}

	/**
	 * What is told of a row, or should be.
	 *
	 * @param kind whether it was created, and its type
	 * @param id its identifier
	 * @param changes old and new values by attribute
	 * @param instance the identity of the entity that is handed out
	 */
	record Told(String kind, Object id, Map<String, String> changes, int instance) {

		static Told of(Write write) {
			Map<String, String> before = attributesOf(write.oldRow());
			Map<String, String> after = attributesOf(write.newRow());
			Map<String, String> changes = new TreeMap<>();
			for (String name : names(before, after)) {
				if (!Objects.equals(before.get(name), after.get(name))) {
					changes.put(name, before.get(name) + " -> " + after.get(name));
				}
			}
			return new Told(((write.oldRow() != null) ? "~" : "+") + write.newRow().type().getSimpleName(),
					write.newRow().id(), changes, write.instance());
		}

	}

}
