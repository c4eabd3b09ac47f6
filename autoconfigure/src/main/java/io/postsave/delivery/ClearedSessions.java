package io.postsave.delivery;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.postsave.listener.PostSaveListeners;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Warns of listeners that clear the session whose events still wait, once for each kind
 * of event that they are told of meanwhile.
 */
final class ClearedSessions {

	private static final Log logger = LogFactory.getLog(ClearedSessions.class);

	private final PostSaveListeners listeners;

	private final Set<Told> warned = ConcurrentHashMap.newKeySet();

	ClearedSessions(PostSaveListeners listeners) {
		this.listeners = listeners;
	}

	/**
	 * Called when a session has been cleared.
	 * @param saves what the session has pending
	 */
	void cleared(PendingSaves saves) {
		WrittenRow row = saves.waiting().beingTold();
		int waiting = saves.waiting().size();
		if (row != null && waiting > 0 && saves.session().isInTransaction()
				&& this.warned.add(new Told(row.type().javaType(), row.kind()))) {
			logger.warn(message(row, waiting));
		}
	}

	private String message(WrittenRow row, int waiting) {
		Class<?> entityType = row.type().javaType();
		return "A listener cleared the session of persistence unit '" + row.type().persistenceUnit()
				+ "' while it was told of " + row.kind().participle() + " " + entityType.getName() + " (told to "
				+ String.join(", ", this.listeners.namesOfListenersTo(entityType)) + "). " + waiting
				+ " more saves of the session wait to be told: their entities are detached now, so that what listeners "
				+ "change of them is not written and lazy attributes cannot be loaded. Leave EntityManager.clear() and "
				+ "@Modifying(clearAutomatically = true) out of listeners that are told in the transaction, or have the "
				+ "listener do it in a transaction of its own.";
	}

	/**
	 * What was told when a session was cleared.
	 */
	private record Told(Class<?> entityType, WriteKind kind) {
	}

}
