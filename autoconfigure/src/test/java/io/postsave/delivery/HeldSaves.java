package io.postsave.delivery;

import java.util.Collection;
import java.util.List;

/**
 * Looks at what a recorder holds for after the commit.
 */
public final class HeldSaves {

	private HeldSaves() {
	}

	/**
	 * The entities that the current thread's most recent session is going to tell of when
	 * it has committed.
	 */
	public static List<Object> of(SaveRecorder recorder) {
		PendingSaves saves = recorder.delivery().sessions().open().first();
		Collection<WrittenRow> rows = (saves != null) ? saves.merged().rows() : List.of();
		return rows.stream().map(WrittenRow::entity).toList();
	}

}
