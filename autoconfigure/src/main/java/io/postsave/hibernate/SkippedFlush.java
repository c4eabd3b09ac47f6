package io.postsave.hibernate;

import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.EntityHolder;
import org.hibernate.engine.spi.SessionEventListenerManager;
import org.hibernate.event.spi.EventSource;
import org.hibernate.event.spi.FlushEvent;
import org.jspecify.annotations.Nullable;

/**
 * The flush behind listeners that is skipped as they have changed nothing. It is only
 * announced, as Hibernate does it for a session that is empty: child sessions wait for
 * their parent's flush and flush with it.
 */
final class SkippedFlush {

	private SkippedFlush() {
	}

	/**
	 * Whether a flush would find nothing that it would not have found at the look.
	 * @param session the session
	 * @param types the types of its factory
	 * @param look the look, {@code null} if a flush would have found nothing then
	 */
	static boolean isAllowed(EventSource session, SteadyTypes types, @Nullable SessionLook look) {
		if (QueuedActions.in(session) > ((look != null) ? look.actions() : 0)) {
			return false;
		}
		boolean extended = (look != null) ? look.isExtended() : FlushExtensions.areIn(session);
		EntityLook now = new EntityLook(session, extended);
		for (EntityHolder managed : ManagedEntities.in(session, !extended && types.areAll())) {
			EntityEntry entry = managed.getEntityEntry();
			if (entry != null && isChanged(entry, now.findingsOf(managed.getEntity(), entry), look)) {
				return false;
			}
		}
		return true;
	}

	private static boolean isChanged(EntityEntry entry, EntityFindings now, @Nullable SessionLook look) {
		if (now == EntityFindings.NONE) {
			return false;
		}
		return (look != null) ? !look.contains(entry, now) : now != EntityFindings.FAILED;
	}

	/**
	 * Announces the flush.
	 * @return whether the session was looked at meanwhile, as listeners to the saves of
	 * its children were called
	 */
	static boolean announce(EventSource session) {
		FlushEvent event = new FlushEvent(session);
		SessionEventListenerManager listeners = session.getEventListenerManager();
		OngoingFlush.begins(event);
		try {
			listeners.flushStart();
			listeners.flushEnd(0, 0);
			return OngoingFlush.ends(event);
		}
		finally {
			OngoingFlush.ended(event);
		}
	}

}
