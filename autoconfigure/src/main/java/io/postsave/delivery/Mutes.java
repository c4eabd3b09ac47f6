package io.postsave.delivery;

import org.jspecify.annotations.Nullable;

/**
 * The types whose saves are not told, as the blocks say that the current thread is in.
 */
public final class Mutes {

	private final ThreadLocal<@Nullable Mute> innermost = new ThreadLocal<>();

	boolean isMuted(Class<?> entityType) {
		for (Mute mute = this.innermost.get(); mute != null; mute = mute.outer()) {
			if (mute.type().isAssignableFrom(entityType)) {
				return true;
			}
		}
		return false;
	}

	void begin(Class<?> type) {
		this.innermost.set(new Mute(type, this.innermost.get()));
	}

	void end() {
		Mute mute = this.innermost.get();
		this.innermost.set((mute != null) ? mute.outer() : null);
	}

	private record Mute(Class<?> type, @Nullable Mute outer) {
	}

}
