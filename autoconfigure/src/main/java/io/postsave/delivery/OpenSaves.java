package io.postsave.delivery;

import org.jspecify.annotations.Nullable;

/**
 * The pending saves of the sessions that the current thread writes in, most recent first:
 * rarely more than one.
 */
final class OpenSaves {

	private final ThreadLocal<@Nullable PendingSaves> first = new ThreadLocal<>();

	@Nullable PendingSaves first() {
		return this.first.get();
	}

	@Nullable PendingSaves find(Object nativeSession) {
		PendingSaves saves = this.first.get();
		while (saves != null && !saves.session().isFor(nativeSession)) {
			saves = saves.next;
		}
		return saves;
	}

	void add(PendingSaves saves) {
		saves.next = withoutClosed(this.first.get());
		this.first.set(saves);
	}

	/**
	 * The application may close its own entity manager without an end of its transaction.
	 */
	private static @Nullable PendingSaves withoutClosed(@Nullable PendingSaves saves) {
		PendingSaves open = saves;
		while (open != null && !open.session().isOpen()) {
			open = open.next;
		}
		if (open != null) {
			open.next = withoutClosed(open.next);
		}
		return open;
	}

	void remove(PendingSaves removed) {
		PendingSaves saves = this.first.get();
		if (saves == removed) {
			this.first.set(removed.next);
			return;
		}
		while (saves != null && saves.next != removed) {
			saves = saves.next;
		}
		if (saves != null) {
			saves.next = removed.next;
		}
	}

}
