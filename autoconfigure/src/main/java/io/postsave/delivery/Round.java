package io.postsave.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * The rows that one round of a delivery in the transaction tells, in the order of
 * writing. Those that a listener removes before it is their turn are put off until a
 * flush has decided.
 */
final class Round {

	private final List<WrittenRow> rows;

	private final Predicate<WrittenRow> toBeRemoved;

	private List<WrittenRow> putOff = List.of();

	private int told;

	private @Nullable WrittenRow beingTold;

	Round(List<WrittenRow> rows, Predicate<WrittenRow> toBeRemoved) {
		this.rows = rows;
		this.toBeRemoved = toBeRemoved;
	}

	/**
	 * Return all rows, told or not.
	 */
	List<WrittenRow> rows() {
		return this.rows;
	}

	/**
	 * Return the next row to tell.
	 * @param flushFollows whether the session is flushed when the round is over; if not,
	 * what is to be removed is still there
	 * @return the row, {@code null} at the end of the round
	 */
	@Nullable WrittenRow next(boolean flushFollows) {
		while (this.told < this.rows.size()) {
			WrittenRow row = this.rows.get(this.told++);
			if (!flushFollows || !this.toBeRemoved.test(row)) {
				this.beingTold = row;
				return row;
			}
			this.putOff = this.putOff.isEmpty() ? new ArrayList<>() : this.putOff;
			this.putOff.add(row);
		}
		this.beingTold = null;
		return null;
	}

	/**
	 * Return the row that is told at this moment, or {@code null}.
	 */
	@Nullable WrittenRow beingTold() {
		return this.beingTold;
	}

	/**
	 * How many rows are still to be told.
	 */
	int waiting() {
		return this.rows.size() - this.told + this.putOff.size();
	}

	/**
	 * Takes away rows that are not told yet.
	 * @return what was taken away
	 */
	List<WrittenRow> takeIf(Predicate<WrittenRow> gone) {
		List<WrittenRow> taken = new ArrayList<>(0);
		Predicate<WrittenRow> takenIfGone = (row) -> gone.test(row) && taken.add(row);
		if (!this.putOff.isEmpty()) {
			this.putOff.removeIf(takenIfGone);
		}
		if (this.told < this.rows.size()) {
			this.rows.subList(this.told, this.rows.size()).removeIf(takenIfGone);
		}
		return taken;
	}

	/**
	 * Hands out what was put off, followed by what came later.
	 */
	List<WrittenRow> takePutOffBefore(List<WrittenRow> later) {
		if (this.putOff.isEmpty()) {
			return later;
		}
		List<WrittenRow> taken = this.putOff;
		this.putOff = List.of();
		taken.addAll(later);
		return taken;
	}

}
