package io.postsave.delivery;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

import org.jspecify.annotations.Nullable;

/**
 * What would be told after the commit of the current transactions, round by round while
 * they go on, with a flush before each. What a listener removes before it is told is not
 * told, as it is after a commit. For tests.
 */
final class RoundsAsIfCommitted implements Iterable<WrittenRow> {

	private final OpenSessions openSessions;

	private final SpringTransactions transactions;

	private final List<Part> parts = new ArrayList<>(1);

	RoundsAsIfCommitted(OpenSessions openSessions, SpringTransactions transactions) {
		this.openSessions = openSessions;
		this.transactions = transactions;
	}

	/**
	 * Flushes, which decides on what the round before has put off, and begins a round.
	 * @return {@code false} if there is nothing more to tell
	 */
	boolean begin() {
		this.transactions.flush();
		end();
		boolean any = false;
		for (PendingSaves saves : managedSaves()) {
			Part part = new Part(saves, saves.beginRoundAsIfCommitted());
			any |= !part.round.rows().isEmpty();
			this.parts.add(part);
		}
		return any;
	}

	/**
	 * Ends the round, if there is one.
	 */
	void end() {
		this.parts.forEach((part) -> part.saves.endRoundAsIfCommitted(part.round));
		this.parts.clear();
	}

	/**
	 * Flushes and hands out everything at once.
	 */
	Collection<WrittenRow> takeRows() {
		this.transactions.flush();
		List<WrittenRow> rows = new ArrayList<>();
		managedSaves().forEach((saves) -> rows.addAll(saves.merged().take()));
		return rows;
	}

	private List<PendingSaves> managedSaves() {
		return this.openSessions.all().stream().filter((saves) -> this.transactions.manage(saves.session())).toList();
	}

	/**
	 * Iterates over the round that has begun, once.
	 */
	@Override
	public Iterator<WrittenRow> iterator() {
		return new Iterator<>() {

			private @Nullable WrittenRow next;

			@Override
			public boolean hasNext() {
				if (this.next == null) {
					this.next = nextRow();
				}
				return this.next != null;
			}

			@Override
			public WrittenRow next() {
				WrittenRow row = hasNext() ? this.next : null;
				if (row == null) {
					throw new NoSuchElementException();
				}
				this.next = null;
				return row;
			}

		};
	}

	private @Nullable WrittenRow nextRow() {
		for (Part part : this.parts) {
			WrittenRow row = part.round.next(part.saves.session().isFlushedAtCommit());
			if (row != null) {
				return row;
			}
		}
		return null;
	}

	/**
	 * What one session has to tell.
	 */
	private record Part(PendingSaves saves, Round round) {
	}

}
