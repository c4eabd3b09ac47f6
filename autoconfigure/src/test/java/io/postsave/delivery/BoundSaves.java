package io.postsave.delivery;

import org.jspecify.annotations.Nullable;

/**
 * Looks at what a recorder keeps for the current thread.
 */
public final class BoundSaves {

	private BoundSaves() {
	}

	public static @Nullable Object of(SaveRecorder recorder) {
		return recorder.delivery().sessions().open().first();
	}

}
