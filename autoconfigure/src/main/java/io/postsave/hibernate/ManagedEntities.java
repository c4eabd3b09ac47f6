package io.postsave.hibernate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.EntityHolder;
import org.hibernate.engine.spi.EntityKey;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.event.spi.EventSource;
import org.jspecify.annotations.Nullable;

/**
 * The entities of a session, and references to some that it has not loaded, which have no
 * entry.
 */
final class ManagedEntities {

	private ManagedEntities() {
	}

	/**
	 * Return the entities as the session keeps them: nothing may be loaded meanwhile.
	 */
	static Collection<EntityHolder> in(PersistenceContext context) {
		Map<EntityKey, EntityHolder> holders = context.getEntityHoldersByKey();
		return (holders != null) ? holders.values() : List.of();
	}

	/**
	 * Return the entities.
	 * @param steady whether they are all of steady types, so that looking at them calls
	 * no code of the application's, which might load others
	 */
	static Collection<EntityHolder> in(EventSource session, boolean steady) {
		Collection<EntityHolder> managed = in(session.getPersistenceContextInternal());
		return steady ? managed : List.copyOf(managed);
	}

	/**
	 * Return the loaded entities that are not of steady types.
	 * @param types the types, {@code null} if none of them counts as steady
	 */
	static List<EntityHolder> unsteadyIn(EventSource session, @Nullable SteadyTypes types) {
		List<EntityHolder> unsteady = List.of();
		for (EntityHolder holder : in(session.getPersistenceContextInternal())) {
			EntityEntry entry = holder.getEntityEntry();
			if (entry != null && (types == null || !types.isSteady(entry.getPersister()))) {
				unsteady = unsteady.isEmpty() ? new ArrayList<>() : unsteady;
				unsteady.add(holder);
			}
		}
		return unsteady;
	}

}
