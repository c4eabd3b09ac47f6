package io.postsave.hibernate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.hibernate.engine.OptimisticLockStyle;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.EntityHolder;
import org.hibernate.engine.spi.Status;
import org.hibernate.event.spi.EventSource;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * A flush that overlooks what was found at a look: from its beginning to its end,
 * Hibernate takes that for what it has loaded.
 */
final class OverlookingFlush {

	private static final Log logger = LogFactory.getLog(OverlookingFlush.class);

	private final EventSource session;

	private final SessionFindings findings;

	private final boolean extended;

	private final Set<Object> unchanged = Collections.newSetFromMap(new IdentityHashMap<>());

	private final List<Runnable> overlooked = new ArrayList<>();

	/**
	 * Creates a flush that has not begun.
	 * @param session the session
	 * @param findings what was found at the look
	 * @param extended whether code of others takes part in the flush
	 */
	OverlookingFlush(EventSource session, SessionFindings findings, boolean extended) {
		this.session = session;
		this.findings = findings;
		this.extended = extended;
	}

	void begin(Iterable<EntityHolder> managed) {
		EntityLook look = new EntityLook(this.session, this.extended);
		for (EntityHolder holder : managed) {
			Object entity = holder.getEntity();
			EntityEntry entry = holder.getEntityEntry();
			EntityFindings now = look.findingsOf(entity, entry);
			if (now == EntityFindings.FAILED || this.findings.contains(entry, now)) {
				this.unchanged.add(entity);
			}
			if (now != EntityFindings.FAILED && !now.isEmpty()) {
				tryToOverlook(entity, entry, now);
			}
		}
	}

	/**
	 * Whether there was nothing to find of an entity but what was found at the look, when
	 * the flush began.
	 */
	boolean isUnchanged(Object entity) {
		return this.unchanged.contains(entity);
	}

	void end() {
		this.overlooked.forEach(Runnable::run);
	}

	/**
	 * Overlooks what was found of an entity, unless code of the application fails: then
	 * the flush finds it.
	 */
	private void tryToOverlook(Object entity, EntityEntry entry, EntityFindings now) {
		try {
			overlook(entity, entry, now);
		}
		catch (RuntimeException ex) {
			logger.debug("Of an entity of " + entry.getEntityName() + ", a flush may find what nobody has changed", ex);
		}
	}

	private void overlook(Object entity, EntityEntry entry, EntityFindings now) {
		Object identifier = now.contentOf(EntityLook.IDENTIFIER);
		if (identifier != null && this.findings.contains(entry, EntityLook.IDENTIFIER, identifier)) {
			this.overlooked.add(OverlookedState.identifier(entity, entry, this.session));
		}
		@Nullable Object @Nullable [] loaded = entry.getLoadedState();
		if (loaded == null || isPartOfUpdates(entry.getPersister())) {
			return;
		}
		boolean foundAnyhow = overlookAttributes(entity, entry, loaded, now);
		if (isUnchanged(entity) && (foundAnyhow || DirtyAttributes.areTracked(entity))) {
			overlookWhole(entity, entry, loaded);
		}
	}

	/**
	 * Whether updates look for the row by what was loaded, which has to stay then.
	 */
	private static boolean isPartOfUpdates(EntityPersister persister) {
		OptimisticLockStyle lockStyle = persister.optimisticLockStyle();
		return lockStyle == OptimisticLockStyle.ALL || lockStyle == OptimisticLockStyle.DIRTY;
	}

	/**
	 * Overlooks attributes.
	 * @return whether Hibernate finds any of them all the same
	 */
	private boolean overlookAttributes(Object entity, EntityEntry entry, @Nullable Object[] loaded,
			EntityFindings now) {
		boolean foundAnyhow = false;
		for (Map.Entry<Object, Object> finding : now.contents().entrySet()) {
			if (finding.getKey() instanceof Integer index && this.findings.contains(entry, index, finding.getValue())) {
				Type type = entry.getPersister().getPropertyTypes()[index];
				Object value = entry.getPersister().getValue(entity, index);
				if (type.isCollectionType()) {
					this.overlooked.add(OverlookedState.collection(value, this.session));
				}
				else if (!type.isAssociationType()) {
					foundAnyhow |= isFoundAnyhow(type, finding.getValue(), value);
					this.overlooked.add(OverlookedState.attribute(entity, entry, loaded, index));
				}
			}
		}
		return foundAnyhow;
	}

	/**
	 * Whether a value is found to be another one than itself.
	 */
	private boolean isFoundAnyhow(Type type, Object content, @Nullable Object value) {
		return content == NoContent.UNSTABLE || type.isDirty(value, value, this.session);
	}

	private void overlookWhole(Object entity, EntityEntry entry, @Nullable Object[] loaded) {
		if (!this.extended && entry.getStatus() == Status.MANAGED) {
			this.overlooked.add(0, OverlookedState.whole(entity, entry, loaded));
		}
	}

}
