package io.postsave.delivery;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.postsave.listener.Audience;

/**
 * The rows of one session that are to be removed: a flush decides whether they are, as a
 * removal may be withdrawn.
 */
final class Removals {

	private final WriteSession session;

	private Map<Object, Scheduled> scheduled = Map.of();

	/**
	 * References whose rows are gone: until it is cleared, the session goes on counting
	 * them as removed, and removes them no more even if there is another row.
	 */
	private Set<Object> goneReferences = Set.of();

	/** What is gone and may still wait to be told by another session's commit. */
	private Set<Object> noted = Set.of();

	Removals(WriteSession session) {
		this.session = session;
	}

	/**
	 * Schedules a removal, unless it has been.
	 * @param audience who is told of the deletion, {@code null} if it only decides on
	 * what waits
	 */
	void schedule(Removal removal, @Nullable Audience audience) {
		if (!removal.isScheduled() || this.goneReferences.contains(removal.key())) {
			return;
		}
		if (this.scheduled.isEmpty()) {
			this.scheduled = new LinkedHashMap<>();
		}
		Scheduled known = this.scheduled.get(removal.key());
		if (known == null || !known.removal().isScheduled() || known.audience() == null) {
			this.scheduled.remove(removal.key());
			this.scheduled.put(removal.key(), new Scheduled(removal, audience));
		}
	}

	/**
	 * Return how many removals are scheduled.
	 */
	int size() {
		return this.scheduled.size();
	}

	/**
	 * Whether the next flush will delete a row that is told in the transaction.
	 */
	boolean isAnyToldInTransaction() {
		for (Scheduled scheduled : this.scheduled.values()) {
			if (scheduled.audience() != null && scheduled.audience().deleted().isInTransaction()
					&& scheduled.removal().isScheduled()) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Whether the next flush will remove a row, as far as can be seen before it.
	 */
	boolean include(WrittenRow row) {
		if (this.scheduled.isEmpty() || row.isDeleted()) {
			return false;
		}
		Scheduled scheduled = this.scheduled.get(row.key());
		return scheduled != null && scheduled.removal().isScheduled();
	}

	/**
	 * Forgets removals that were withdrawn, or forgotten by a clear.
	 */
	void flushBegins() {
		if (!this.scheduled.isEmpty() && !this.session.isFlushing()) {
			this.scheduled.values().removeIf((scheduled) -> !scheduled.removal().isScheduled());
		}
	}

	/**
	 * Hands out the removals that the flush has executed. What the flush has withdrawn by
	 * a cascade is forgotten, and what was removed too late for it goes on waiting.
	 */
	List<Scheduled> flushEnded() {
		if (this.scheduled.isEmpty()) {
			return List.of();
		}
		List<Scheduled> executed = new ArrayList<>(this.scheduled.size());
		for (Iterator<Scheduled> left = this.scheduled.values().iterator(); left.hasNext();) {
			Scheduled scheduled = left.next();
			if (scheduled.removal().isExecuted()) {
				executed.add(scheduled);
				left.remove();
				if (scheduled.removal().isScheduled()) {
					this.goneReferences = this.goneReferences.isEmpty() ? new HashSet<>() : this.goneReferences;
					this.goneReferences.add(scheduled.removal().key());
				}
			}
			else if (!scheduled.removal().isScheduled()) {
				left.remove();
			}
		}
		return executed;
	}

	/**
	 * The session has been cleared, and counts nothing as removed.
	 */
	void sessionCleared() {
		this.goneReferences = Set.of();
	}

	/**
	 * Keeps in mind until the commit that rows are gone.
	 */
	void note(RemovedRows removed) {
		this.noted = this.noted.isEmpty() ? new HashSet<>() : this.noted;
		this.noted.addAll(removed.keys());
	}

	/**
	 * Return the rows that were noted, {@code null} if there are none.
	 */
	@Nullable RemovedRows noted() {
		return this.noted.isEmpty() ? null : new RemovedRows(this.session, this.noted);
	}

	/**
	 * A removal that has been scheduled.
	 *
	 * @param removal the removal
	 * @param audience who is told of the deletion, {@code null} if it only decides on
	 * what waits
	 */
	record Scheduled(Removal removal, @Nullable Audience audience) {
	}

}
