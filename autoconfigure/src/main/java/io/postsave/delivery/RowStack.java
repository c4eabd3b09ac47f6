package io.postsave.delivery;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The rows of a session whose callbacks are running: one, unless a callback of the
 * application's writes another row in between.
 */
final class RowStack {

	private @Nullable WrittenRow top;

	private List<WrittenRow> below = List.of();

	void push(WrittenRow row) {
		if (this.top != null) {
			this.below = this.below.isEmpty() ? new ArrayList<>() : this.below;
			this.below.add(this.top);
		}
		this.top = row;
	}

	/**
	 * Removes a row and those above it, which a failed callback has left behind.
	 * @return the row, {@code null} if it is not there
	 */
	@Nullable WrittenRow remove(Object entity, boolean created) {
		WrittenRow row = find(entity, created);
		if (row != null) {
			WrittenRow removed = pop();
			while (removed != row) {
				removed = pop();
			}
		}
		return row;
	}

	private @Nullable WrittenRow pop() {
		WrittenRow popped = this.top;
		this.top = this.below.isEmpty() ? null : this.below.remove(this.below.size() - 1);
		return popped;
	}

	private @Nullable WrittenRow find(Object entity, boolean created) {
		if (isOf(this.top, entity, created)) {
			return this.top;
		}
		for (int i = this.below.size() - 1; i >= 0; i--) {
			if (isOf(this.below.get(i), entity, created)) {
				return this.below.get(i);
			}
		}
		return null;
	}

	private static boolean isOf(@Nullable WrittenRow row, Object entity, boolean created) {
		return row != null && row.entity() == entity && row.isCreated() == created;
	}

	void clear() {
		this.top = null;
		this.below = List.of();
	}

}
