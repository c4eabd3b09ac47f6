package io.postsave.delivery;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * The rows that the flush that is going on has written. They count when it ends: if it
 * fails, they were not written.
 */
final class FlushedRows {

	private List<WrittenRow> inTransaction = List.of();

	private List<WrittenRow> afterCommit = List.of();

	/** The rows by their entities, once a collection has been written. */
	private Map<Object, WrittenRow> rowsByEntity = Map.of();

	/** What was written of the collections of rows that no flush had written. */
	private List<Part> parts = List.of();

	/** The keys of rows that were created though their entities had been removed. */
	private Set<Object> passing = Set.of();

	/**
	 * Adds a row that is told in the transaction.
	 */
	void addInTransaction(WrittenRow row) {
		this.inTransaction = with(row, this.inTransaction);
		addByEntity(row);
	}

	/**
	 * Adds a row that is told after the commit.
	 */
	void addAfterCommit(WrittenRow row) {
		this.afterCommit = with(row, this.afterCommit);
		addByEntity(row);
	}

	private static <T> List<T> with(T row, List<T> rows) {
		List<T> added = rows.isEmpty() ? new ArrayList<>(1) : rows;
		added.add(row);
		return added;
	}

	private void addByEntity(WrittenRow row) {
		if (!this.rowsByEntity.isEmpty()) {
			putByEntity(row);
		}
	}

	/**
	 * Adds what was written of the collections of an entity to its row, if this flush has
	 * written that.
	 * @return {@code false} if it has not
	 */
	boolean include(WrittenRow collections) {
		WrittenRow row = find(collections.entity());
		if (row != null) {
			row.include(collections);
		}
		return row != null;
	}

	/**
	 * Whether this flush has created the row of an entity.
	 */
	boolean isCreated(Object entity) {
		WrittenRow row = find(entity);
		return row != null && row.isCreated();
	}

	private @Nullable WrittenRow find(Object entity) {
		if (this.rowsByEntity.isEmpty()) {
			this.rowsByEntity = new IdentityHashMap<>();
			this.inTransaction.forEach(this::putByEntity);
			this.afterCommit.forEach(this::putByEntity);
		}
		return this.rowsByEntity.get(entity);
	}

	/**
	 * The first of several rows of an entity has its collections: an update may follow
	 * that is reported for nothing else than these.
	 */
	private void putByEntity(WrittenRow row) {
		this.rowsByEntity.putIfAbsent(row.entity(), row);
	}

	/**
	 * Adds what was written of the collections of an entity whose row was created outside
	 * of flushes and has not been told.
	 * @param created the row
	 */
	void addPart(WrittenRow created, WrittenRow collections) {
		this.parts = with(new Part(created, collections), this.parts);
	}

	/**
	 * A row was created and is deleted by this flush: nobody is told of either.
	 */
	void addPassing(WrittenRow row) {
		this.passing = this.passing.isEmpty() ? new HashSet<>() : this.passing;
		this.passing.add(row.key());
	}

	/**
	 * Whether a row was created by this flush that has deleted it.
	 */
	boolean isPassing(Object key) {
		return this.passing.contains(key);
	}

	boolean isEmpty() {
		return this.inTransaction.isEmpty() && this.afterCommit.isEmpty() && this.parts.isEmpty();
	}

	/**
	 * Whether there are any that are told after the commit.
	 */
	boolean isAnyAfterCommit() {
		return !this.afterCommit.isEmpty();
	}

	/**
	 * Hands out those that are told in the transaction.
	 */
	List<WrittenRow> takeInTransaction() {
		List<WrittenRow> taken = this.inTransaction;
		this.inTransaction = List.of();
		if (!taken.isEmpty()) {
			taken.removeIf(WrittenRow::isUnwritten);
		}
		return taken;
	}

	/**
	 * Hands out those that are told after the commit.
	 */
	List<WrittenRow> takeAfterCommit() {
		List<WrittenRow> taken = this.afterCommit;
		this.afterCommit = List.of();
		if (!taken.isEmpty()) {
			taken.removeIf(WrittenRow::isUnwritten);
		}
		return taken;
	}

	/**
	 * Hands out what was written of collections.
	 */
	void takeParts(Consumer<Part> consumer) {
		if (!this.parts.isEmpty()) {
			List<Part> taken = this.parts;
			this.parts = List.of();
			taken.forEach(consumer);
		}
	}

	void clear() {
		this.inTransaction = List.of();
		this.afterCommit = List.of();
		this.rowsByEntity = Map.of();
		this.parts = List.of();
		this.passing = Set.of();
	}

	/**
	 * What was written of the collections of an entity.
	 *
	 * @param created the row of the entity
	 * @param collections the row as far as its collections are concerned
	 */
	record Part(WrittenRow created, WrittenRow collections) {
	}

}
