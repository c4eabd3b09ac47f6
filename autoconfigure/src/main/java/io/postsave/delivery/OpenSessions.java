package io.postsave.delivery;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.core.NamedThreadLocal;

/**
 * The pending saves of the sessions that the current thread writes in, most recent first:
 * rarely more than one. A session that the application has opened itself is only held
 * while others hold it: the application may abandon it without an end of its transaction.
 */
final class OpenSessions {

	private final ThreadLocal<@Nullable Link<PendingSaves>> first = new NamedThreadLocal<>("Pending saves");

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
		Link<PendingSaves> link = this.first.get();
		while (link != null && link.held() != saves) {
			link = link.next();
		}
		return (link != null) ? savesFrom(link.next()) : null;
	}

	private static @Nullable PendingSaves savesFrom(@Nullable Link<PendingSaves> link) {
		for (Link<PendingSaves> current = link; current != null; current = current.next()) {
			PendingSaves saves = current.held();
			if (saves != null) {
				return saves;
			}
		}
		return null;
	}

	@Nullable PendingSaves find(Object nativeSession) {
		for (Link<PendingSaves> link = this.first.get(); link != null; link = link.next()) {
			PendingSaves saves = link.held();
			if (saves != null && saves.session().isFor(nativeSession)) {
				return saves;
			}
		}
		return null;
	}

	/**
	 * Whether there are no others.
	 */
	boolean isOnly(PendingSaves saves) {
		return first() == saves && next(saves) == null;
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

	/**
	 * Whether anything waits to be told in the transaction.
	 */
	boolean isAnythingWaiting() {
		for (PendingSaves saves = first(); saves != null; saves = next(saves)) {
			if (!saves.waiting().isEmpty()) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Whether anything waits to be told of what the other sessions have written that
	 * write in the transaction of one.
	 */
	boolean isAnythingWaitingBeside(PendingSaves saves) {
		for (PendingSaves other = first(); other != null; other = next(other)) {
			if (other != saves && other.isSharedWith(saves) && other.isAnythingWaiting()) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Drops rows that a session has removed of what those others have written.
	 */
	void dropBeside(PendingSaves saves, RemovedRows removed, Set<Object> untold) {
		for (PendingSaves other = first(); other != null; other = next(other)) {
			if (other != saves && other.isSharedWith(saves)) {
				other.drop(removed, untold);
			}
		}
	}

	void add(PendingSaves saves) {
		Link<PendingSaves> added = (saves.isManagedBySpring() || !saves.isTransactional()) ? saves
				: new HeldByOthers(saves);
		added.setNext(withoutClosed(this.first.get()));
		this.first.set(added);
	}

	/**
	 * The application may close its own entity manager without an end of its transaction.
	 */
	private static @Nullable Link<PendingSaves> withoutClosed(@Nullable Link<PendingSaves> link) {
		Link<PendingSaves> open = link;
		while (open != null && isClosed(open.held())) {
			open = open.next();
		}
		if (open != null) {
			open.setNext(withoutClosed(open.next()));
		}
		return open;
	}

	private static boolean isClosed(@Nullable PendingSaves saves) {
		return saves == null || !saves.session().isOpen();
	}

	void remove(PendingSaves removed) {
		Link<PendingSaves> link = this.first.get();
		if (link != null && link.held() == removed) {
			this.first.set(link.next());
			return;
		}
		while (link != null) {
			Link<PendingSaves> next = link.next();
			if (next != null && next.held() == removed) {
				link.setNext(next.next());
				return;
			}
			link = next;
		}
	}

	/**
	 * Holds pending saves that the session holds as long as its transaction goes on.
	 */
	private static final class HeldByOthers extends Link<PendingSaves> {

		private final WeakReference<PendingSaves> saves;

		HeldByOthers(PendingSaves saves) {
			this.saves = new WeakReference<>(saves);
		}

		@Override
		@Nullable PendingSaves held() {
			return this.saves.get();
		}

	}

}
