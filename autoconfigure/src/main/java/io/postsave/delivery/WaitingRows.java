package io.postsave.delivery;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * The rows of one session that wait to be told in the transaction, and the round that is
 * being told, in the order of writing.
 */
final class WaitingRows {

	private List<WrittenRow> rows = List.of();

	/** Those that were created, by their entities, as long as the rows stay the same. */
	private @Nullable Map<Object, WrittenRow> created;

	/** The last round, as long as the delivery goes on. */
	private @Nullable Round round;

	/** What waits for those who are told of lists, and what they were not told yet. */
	private @Nullable ListedEvents listed;

	private boolean flushed;

	private boolean calledElsewhere;

	/**
	 * The rounds of this delivery in which anybody is told, their events and their unit.
	 */
	private int rounds;

	private int events;

	private @Nullable String unit;

	void add(WrittenRow row) {
		if (this.rows.isEmpty()) {
			this.rows = new ArrayList<>(1);
		}
		this.rows.add(row);
		this.created = null;
	}

	/**
	 * A flush has ended, which has written rows.
	 */
	void addFlushed(List<WrittenRow> written) {
		this.flushed = true;
		this.created = null;
		if (this.rows.isEmpty()) {
			this.rows = written;
		}
		else {
			this.rows.addAll(written);
		}
	}

	boolean isEmpty() {
		return this.rows.isEmpty() && !isAnythingListed();
	}

	/**
	 * Whether anything waits for those who are told of lists.
	 */
	boolean isAnythingListed() {
		return this.listed != null && !this.listed.isEmpty();
	}

	/**
	 * Return the events of the delivery that are told in lists.
	 */
	ListedEvents listed() {
		ListedEvents listed = this.listed;
		if (listed == null) {
			listed = new ListedEvents();
			this.listed = listed;
		}
		return listed;
	}

	/**
	 * Listeners to the saves of other sessions have been called since the last flush: the
	 * next one is made for what they have changed, if they have.
	 */
	void listenersCalledElsewhere() {
		this.calledElsewhere = true;
	}

	/**
	 * Whether there is anything to tell, or to look for.
	 */
	boolean isToBeDelivered() {
		return this.calledElsewhere || !isEmpty();
	}

	/**
	 * How many rows wait, not counting one that is being told.
	 */
	int size() {
		return this.rows.size() + ((this.round != null) ? this.round.waiting() : 0);
	}

	/**
	 * Whether the rows come from a flush, or a listener to them has flushed.
	 */
	boolean isFlushed() {
		return this.flushed;
	}

	/**
	 * Whether rows are being told.
	 */
	boolean isInDelivery() {
		return this.round != null;
	}

	/**
	 * Return the row that is told at this moment, or {@code null}.
	 */
	@Nullable WrittenRow beingTold() {
		return (this.round != null) ? this.round.beingTold() : null;
	}

	/**
	 * Hands out what waits, to be told now.
	 * @param toBeRemoved whether the next flush will remove a row, which is put off
	 */
	Round beginRound(Predicate<WrittenRow> toBeRemoved) {
		Round begun = new Round(this.rows, toBeRemoved);
		this.rows = List.of();
		this.created = null;
		this.round = begun;
		this.rounds += (begun.rows().isEmpty() && !isAnythingListed()) ? 0 : 1;
		this.calledElsewhere = false;
		return begun;
	}

	/**
	 * A row is told.
	 */
	void told(WrittenRow row) {
		this.events++;
		this.unit = row.type().persistenceUnit();
	}

	/**
	 * Say what this delivery has told so far.
	 */
	String toldSoFar() {
		return ((this.unit != null) ? "persistence unit: " + this.unit + ", " : "") + "events: " + this.events
				+ ", rounds: " + this.rounds;
	}

	/**
	 * Takes back what the round has put off.
	 */
	void endRound(Round ended) {
		this.rows = ended.takePutOffBefore(this.rows);
		this.created = null;
	}

	/**
	 * Nothing is being told any more, or nothing was to be told.
	 */
	void endDelivery() {
		this.rounds = 0;
		this.events = 0;
		this.round = null;
		this.listed = null;
		this.flushed = false;
		this.calledElsewhere = false;
	}

	/**
	 * Drops what waits: the transaction is going to be rolled back.
	 */
	void discard() {
		this.rows = List.of();
		this.created = null;
		this.listed = null;
	}

	/**
	 * Return the row of an entity that was created and has not been told, if there is
	 * one.
	 */
	@Nullable WrittenRow findCreated(Object entity) {
		if (this.rows.isEmpty()) {
			return null;
		}
		Map<Object, WrittenRow> created = this.created;
		if (created == null) {
			created = new IdentityHashMap<>();
			for (WrittenRow row : this.rows) {
				if (row.isCreated()) {
					created.putIfAbsent(row.entity(), row);
				}
			}
			this.created = created;
		}
		return created.get(entity);
	}

	/**
	 * Drops rows that are gone.
	 * @param untold takes the keys of those of which it was told to nobody that they were
	 * created
	 */
	void drop(RemovedRows removed, Set<Object> untold) {
		if (!this.rows.isEmpty()) {
			this.rows.removeIf((row) -> removed.test(row) && isDropped(row, untold));
			this.created = null;
		}
		if (this.round != null) {
			this.round.takeIf(removed).forEach((row) -> isDropped(row, untold));
		}
		if (this.listed != null) {
			this.listed.drop(removed);
		}
	}

	private static boolean isDropped(WrittenRow row, Set<Object> untold) {
		if (row.isCreated()) {
			untold.add(row.key());
		}
		return true;
	}

}
