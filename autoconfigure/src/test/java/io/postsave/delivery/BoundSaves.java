package io.postsave.delivery;

import org.jspecify.annotations.Nullable;

import org.springframework.test.util.ReflectionTestUtils;

/**
 * Looks at what a recorder keeps for the current thread.
 */
public final class BoundSaves {

	private BoundSaves() {
	}

	public static @Nullable Object of(SaveRecorder recorder) {
		OpenSaves openSaves = (OpenSaves) ReflectionTestUtils.getField(recorder, "openSaves");
		return (openSaves != null) ? openSaves.first() : null;
	}

}
