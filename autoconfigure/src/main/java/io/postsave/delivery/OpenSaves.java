package io.postsave.delivery;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.core.NamedThreadLocal;

/**
 * The pending saves of the sessions that the current thread writes in, most recent first:
 * rarely more than one. A session that the application has opened itself is only held
 * while others hold it: the application may abandon it without an end of its transaction.
 */
final class OpenSaves {

	private final ThreadLocal<@Nullable Link> first = new NamedThreadLocal<>("Pending saves");

	/**
	 * Return the most recent ones.
	 */
	@Nullable PendingSaves first() {
		return savesFrom(this.first.get());
	}

	/**
	 * Return those that follow others.
	 */
	@Nullable PendingSaves next(PendingSaves saves) {
		Link link = this.first.get();
		while (link != null && link.saves() != saves) {
			link = link.next;
		}
		return (link != null) ? savesFrom(link.next) : null;
	}

	private static @Nullable PendingSaves savesFrom(@Nullable Link link) {
		for (Link current = link; current != null; current = current.next) {
			PendingSaves saves = current.saves();
			if (saves != null) {
				return saves;
			}
		}
		return null;
	}

	@Nullable PendingSaves find(Object nativeSession) {
		for (Link link = this.first.get(); link != null; link = link.next) {
			PendingSaves saves = link.saves();
			if (saves != null && saves.session().isFor(nativeSession)) {
				return saves;
			}
		}
		return null;
	}

	/**
	 * Return a copy of them all.
	 */
	List<PendingSaves> all() {
		List<PendingSaves> all = new ArrayList<>(1);
		for (PendingSaves saves = first(); saves != null; saves = next(saves)) {
			all.add(saves);
		}
		return all;
	}

	void add(PendingSaves saves) {
		Link added = (saves.isManagedBySpring() || !saves.isTransactional()) ? saves : new HeldByOthers(saves);
		added.next = withoutClosed(this.first.get());
		this.first.set(added);
	}

	/**
	 * The application may close its own entity manager without an end of its transaction.
	 */
	private static @Nullable Link withoutClosed(@Nullable Link link) {
		Link open = link;
		while (open != null && isClosed(open.saves())) {
			open = open.next;
		}
		if (open != null) {
			open.next = withoutClosed(open.next);
		}
		return open;
	}

	private static boolean isClosed(@Nullable PendingSaves saves) {
		return saves == null || !saves.session().isOpen();
	}

	void remove(PendingSaves removed) {
		Link link = this.first.get();
		if (link != null && link.saves() == removed) {
			this.first.set(link.next);
			return;
		}
		while (link != null && link.next != null) {
			if (link.next.saves() == removed) {
				link.next = link.next.next;
				return;
			}
			link = link.next;
		}
	}

	/**
	 * One place in the list.
	 */
	abstract static class Link {

		private @Nullable Link next;

		abstract @Nullable PendingSaves saves();

	}

	/**
	 * Holds pending saves that the session holds as long as its transaction goes on.
	 */
	private static final class HeldByOthers extends Link {

		private final WeakReference<PendingSaves> saves;

		HeldByOthers(PendingSaves saves) {
			this.saves = new WeakReference<>(saves);
		}

		@Override
		@Nullable PendingSaves saves() {
			return this.saves.get();
		}

	}

}
