package io.postsave.delivery;

import io.postsave.listener.Audience;
import org.jspecify.annotations.Nullable;

import org.springframework.core.NamedThreadLocal;

/**
 * The rows whose JPA callbacks are running on the current thread, innermost first:
 * callbacks may write others. A callback that fails leaves its row behind, until the next
 * one around it is done or its session is.
 */
final class RowsInCallbacks {

	private final ThreadLocal<@Nullable RowInCallbacks> innermost = new NamedThreadLocal<>("Rows in callbacks");

	/**
	 * The callbacks of a row begin.
	 * @param removal the removal of its entity, if that is being removed
	 */
	void begin(PendingSaves saves, WrittenRow row, @Nullable Removal removal, Audience audience) {
		this.innermost.set(new RowInCallbacks(saves, row, removal, audience, this.innermost.get()));
	}

	/**
	 * Return the row whose callbacks are running, {@code null} if it is not to be told.
	 */
	@Nullable RowInCallbacks find(Object entity, boolean created) {
		for (RowInCallbacks row = this.innermost.get(); row != null; row = row.outer) {
			if (row.isOf(entity, created)) {
				return row;
			}
		}
		return null;
	}

	/**
	 * The callbacks of a row are done, and so are those within them.
	 * @return the row, {@code null} if it is not to be told
	 */
	@Nullable RowInCallbacks end(Object entity, boolean created) {
		RowInCallbacks ended = find(entity, created);
		if (ended != null) {
			this.innermost.set(ended.outer);
		}
		return ended;
	}

	/**
	 * Forgets the rows of a session whose callbacks have failed.
	 */
	void forget(PendingSaves saves) {
		RowInCallbacks row = this.innermost.get();
		if (row != null) {
			this.innermost.set(row.without(saves));
		}
	}

	/**
	 * One of the rows.
	 */
	static final class RowInCallbacks {

		private final PendingSaves saves;

		private final WrittenRow row;

		private final @Nullable Removal removal;

		private final Audience audience;

		private final @Nullable RowInCallbacks outer;

		private boolean added;

		private RowInCallbacks(PendingSaves saves, WrittenRow row, @Nullable Removal removal, Audience audience,
				@Nullable RowInCallbacks outer) {
			this.saves = saves;
			this.row = row;
			this.removal = removal;
			this.audience = audience;
			this.outer = outer;
		}

		private boolean isOf(Object entity, boolean created) {
			return this.row.entity() == entity && this.row.isCreated() == created;
		}

		private @Nullable RowInCallbacks without(PendingSaves saves) {
			RowInCallbacks others = (this.outer != null) ? this.outer.without(saves) : null;
			if (this.saves == saves) {
				return others;
			}
			return (others != this.outer)
					? new RowInCallbacks(this.saves, this.row, this.removal, this.audience, others) : this;
		}

		PendingSaves saves() {
			return this.saves;
		}

		/**
		 * Adds the row to what its session has to tell, once.
		 */
		void add() {
			if (!this.added) {
				this.added = true;
				this.saves.add(this.row, this.removal, this.audience);
			}
		}

	}

}
