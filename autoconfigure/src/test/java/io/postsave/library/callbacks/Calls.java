package io.postsave.library.callbacks;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * The calls of callbacks, and what a test has them do.
 */
public final class Calls {

	private static final List<String> lines = new CopyOnWriteArrayList<>();

	private static volatile Consumer<String> action = (call) -> {
	};

	private Calls() {
	}

	static void add(String call, Object entity) {
		lines.add(call + " " + entity.getClass().getSimpleName());
		action.accept(call);
	}

	public static List<String> lines() {
		return List.copyOf(lines);
	}

	public static void onCall(Consumer<String> action) {
		Calls.action = action;
	}

	public static void reset() {
		lines.clear();
		action = (call) -> {
		};
	}

}
