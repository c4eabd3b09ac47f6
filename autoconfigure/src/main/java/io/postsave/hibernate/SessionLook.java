package io.postsave.hibernate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.hibernate.LockMode;
import org.hibernate.boot.internal.DefaultCustomEntityDirtinessStrategy;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.OptimisticLockStyle;
import org.hibernate.engine.spi.ActionQueue;
import org.hibernate.engine.spi.CollectionEntry;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.EntityHolder;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.engine.spi.SelfDirtinessTracker;
import org.hibernate.engine.spi.Status;
import org.hibernate.event.internal.DefaultFlushEntityEventListener;
import org.hibernate.event.service.spi.EventListenerGroups;
import org.hibernate.event.spi.EventSource;
import org.hibernate.internal.EmptyInterceptor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * What a flush of a session would find at one moment, so that it can be told later what
 * has been changed since. Flushes in between find only that, as far as Hibernate can be
 * made to overlook the rest: what is found at any time, whoever has changed nothing.
 */
final class SessionLook {

	/** Hibernate's own, between the two of {@link FlushListeners}. */
	private static final int FLUSH_LISTENERS = 3;

	private static final Log logger = LogFactory.getLog(SessionLook.class);

	private final EventSource session;

	private final SteadyTypes types;

	private final boolean extended;

	private Map<EntityEntry, EntityFindings> findings = Map.of();

	private final int actions;

	private @Nullable List<Runnable> overlooked;

	private Set<Object> unchanged = Set.of();

	private SessionLook(EventSource session, SteadyTypes types, boolean extended) {
		this.session = session;
		this.types = types;
		this.extended = extended;
		this.actions = countActions(session.getActionQueue());
	}

	/**
	 * Looks at a session.
	 * @return {@code null} if there is nobody of whom a flush could find anything
	 */
	static @Nullable SessionLook at(EventSource session, SteadyTypes types) {
		boolean extended = isExtended(session);
		if (!extended && types.areAll()) {
			return null;
		}
		SessionLook look = new SessionLook(session, types, extended);
		for (EntityHolder managed : ManagedEntities.unsteadyIn(session, extended ? null : types)) {
			look.add(managed.getEntity(), managed.getEntityEntry());
		}
		return look;
	}

	/**
	 * Called when an entity has been loaded or inserted since: what would be found of it
	 * now is nobody's doing.
	 */
	void loaded(Object entity) {
		EntityEntry entry = this.session.getPersistenceContextInternal().getEntry(entity);
		if (entry != null && (this.extended || !this.types.isSteady(entry.getPersister()))) {
			add(entity, entry);
		}
	}

	/**
	 * Called when an entity has been inserted: what a flush would find of it then may be
	 * what has been changed since it was persisted. That is only none if it is what was
	 * inserted.
	 */
	void inserted(Object entity) {
		EntityEntry entry = this.session.getPersistenceContextInternal().getEntry(entity);
		if (entry == null || !(this.extended || !this.types.isSteady(entry.getPersister()))) {
			return;
		}
		EntityLook look = new EntityLook(this.session, this.extended);
		EntityFindings found = look.findingsOf(entity, entry);
		if (found != EntityFindings.NONE && found != EntityFindings.FAILED) {
			found.contents()
				.entrySet()
				.removeIf((finding) -> finding.getKey() instanceof Integer
						&& finding.getValue() != EntityFindings.UNSTABLE
						&& !look.isOfTheLoadedState(entry, finding.getKey(), finding.getValue()));
		}
		add(entry, found);
	}

	private void add(Object entity, EntityEntry entry) {
		add(entry, new EntityLook(this.session, this.extended).findingsOf(entity, entry));
	}

	private void add(EntityEntry entry, EntityFindings found) {
		if (this.findings.isEmpty()) {
			this.findings = new IdentityHashMap<>();
		}
		this.findings.put(entry, found);
	}

	/**
	 * Whether a flush would find anything that it would not have found earlier.
	 * @param session a session
	 * @param types the types of its factory
	 * @param earlier the earlier look, {@code null} if a flush would have found nothing
	 */
	static boolean isChanged(EventSource session, SteadyTypes types, @Nullable SessionLook earlier) {
		boolean extended = (earlier != null) ? earlier.extended : isExtended(session);
		if (countActions(session.getActionQueue()) > ((earlier != null) ? earlier.actions : 0)) {
			return true;
		}
		EntityLook look = new EntityLook(session, extended);
		for (EntityHolder managed : ManagedEntities.in(session, !extended && types.areAll())) {
			EntityEntry entry = managed.getEntityEntry();
			if (entry != null) {
				EntityFindings now = look.findingsOf(managed.getEntity(), entry);
				if (now != EntityFindings.NONE
						&& ((earlier != null) ? !earlier.contains(entry, now, look) : now != EntityFindings.FAILED)) {
					return true;
				}
			}
		}
		return false;
	}

	private boolean contains(EntityEntry entry, EntityFindings now, EntityLook look) {
		EntityFindings before = this.findings.get(entry);
		if (now == EntityFindings.FAILED) {
			return before == null || before == EntityFindings.FAILED;
		}
		return now.contents()
			.entrySet()
			.stream()
			.allMatch((finding) -> contains(entry, finding.getKey(), finding.getValue(), look));
	}

	/**
	 * Whether a finding is none that somebody has caused. An attribute of which nothing
	 * was found may have been loaded since: only its content counts then.
	 */
	private boolean contains(EntityEntry entry, Object what, Object content, EntityLook look) {
		EntityFindings before = this.findings.get(entry);
		if (content == EntityFindings.UNSTABLE || before == EntityFindings.FAILED) {
			return true;
		}
		return before != null && (before.contains(what, content)
				|| (this.extended && before.contentOf(what) == null && look.isOfTheLoadedState(entry, what, content)));
	}

	/**
	 * Called when a flush begins: has it overlook what has been there at the look.
	 */
	void flushBegins() {
		flushEnds();
		List<Runnable> overlooked = new ArrayList<>();
		this.overlooked = overlooked;
		this.unchanged = Collections.newSetFromMap(new IdentityHashMap<>());
		EntityLook look = new EntityLook(this.session, this.extended);
		for (EntityHolder managed : ManagedEntities.unsteadyIn(this.session, this.extended ? null : this.types)) {
			EntityEntry entry = managed.getEntityEntry();
			EntityFindings now = look.findingsOf(managed.getEntity(), entry);
			if (now == EntityFindings.FAILED || contains(entry, now, look)) {
				this.unchanged.add(managed.getEntity());
			}
			if (now != EntityFindings.FAILED && !now.isEmpty()) {
				tryToOverlook(managed.getEntity(), entry, now, look);
			}
		}
	}

	/**
	 * A flush finds what cannot be overlooked, as code of the application fails.
	 */
	private void tryToOverlook(Object entity, EntityEntry entry, EntityFindings now, EntityLook look) {
		try {
			overlook(entity, entry, now, look);
		}
		catch (RuntimeException ex) {
			logger.debug("Of an entity of " + entry.getEntityName() + ", a flush may find what nobody has changed", ex);
		}
	}

	private void overlook(Object entity, EntityEntry entry, EntityFindings now, EntityLook look) {
		Object identifier = now.contentOf(EntityLook.IDENTIFIER);
		if (identifier != null && contains(entry, EntityLook.IDENTIFIER, identifier, look)) {
			overlookIdentifier(entity, entry);
		}
		EntityPersister persister = entry.getPersister();
		@Nullable Object @Nullable [] loaded = entry.getLoadedState();
		OptimisticLockStyle lockStyle = persister.optimisticLockStyle();
		if (loaded == null || lockStyle == OptimisticLockStyle.ALL || lockStyle == OptimisticLockStyle.DIRTY) {
			return;
		}
		boolean whole = false;
		for (Map.Entry<Object, Object> finding : now.contents().entrySet()) {
			if (finding.getKey() instanceof Integer index
					&& contains(entry, finding.getKey(), finding.getValue(), look)) {
				Type type = persister.getPropertyTypes()[index];
				if (type.isCollectionType()) {
					overlookCollection(persister.getValue(entity, index));
				}
				else if (!type.isAssociationType()) {
					whole |= isFoundAnyhow(type, finding.getValue(), persister.getValue(entity, index));
					overlook(entity, entry, loaded, index);
				}
			}
		}
		if (this.unchanged.contains(entity) && (whole || EntityLook.isTracked(entity))) {
			overlookWhole(entity, entry, loaded);
		}
	}

	/**
	 * Whether a value is found to be another one than itself.
	 */
	private boolean isFoundAnyhow(Type type, Object content, @Nullable Object value) {
		return content == EntityFindings.UNSTABLE || type.isDirty(value, value, this.session);
	}

	private void overlook(Object entity, EntityEntry entry, @Nullable Object[] loaded, int index) {
		Object original = loaded[index];
		loaded[index] = entry.getPersister().getValue(entity, index);
		overlooked().add(() -> {
			@Nullable Object @Nullable [] state = entry.getLoadedState();
			if (state == loaded || (state != null && entry.getPersister().isDynamicUpdate())) {
				state[index] = original;
			}
		});
	}

	/**
	 * Read-only entities are not compared.
	 */
	private void overlookWhole(Object entity, EntityEntry entry, @Nullable Object[] loaded) {
		if (this.extended || entry.getStatus() != Status.MANAGED) {
			return;
		}
		LockMode lockMode = entry.getLockMode();
		String[] tracked = EntityLook.isTracked(entity)
				? ((SelfDirtinessTracker) entity).$$_hibernate_getDirtyAttributes() : new String[0];
		entry.setStatus(Status.READ_ONLY);
		overlooked().add(0, () -> {
			if (entry.getStatus() == Status.READ_ONLY) {
				entry.setStatus(Status.MANAGED);
				entry.postUpdate(entity, loaded, entry.getVersion());
				entry.setLockMode(lockMode);
				if (entity instanceof SelfDirtinessTracker tracker) {
					List.of(tracked).forEach(tracker::$$_hibernate_trackChange);
				}
			}
		});
	}

	private void overlookCollection(@Nullable Object value) {
		PersistenceContext context = this.session.getPersistenceContextInternal();
		PersistentCollection<?> collection = (value instanceof PersistentCollection<?> wrapped) ? wrapped
				: context.getCollectionHolder(value);
		CollectionEntry entry = (collection != null) ? context.getCollectionEntry(collection) : null;
		if (value != null && collection != null && entry != null && !collection.isDirty()
				&& !collection.hasQueuedOperations()) {
			overlooked().add(OverlookedElements.putInto(entry.getSnapshot(), value));
		}
	}

	private void overlookIdentifier(Object entity, EntityEntry entry) {
		EntityPersister persister = entry.getPersister();
		Object altered = persister.getIdentifier(entity, this.session);
		persister.setIdentifier(entity, entry.getId(), this.session);
		overlooked().add(() -> persister.setIdentifier(entity, altered, this.session));
	}

	private List<Runnable> overlooked() {
		List<Runnable> overlooked = this.overlooked;
		return (overlooked != null) ? overlooked : new ArrayList<>();
	}

	/**
	 * Called when a flush has ended: what it overlooked is found by others again.
	 */
	void flushEnds() {
		List<Runnable> overlooked = this.overlooked;
		if (overlooked != null) {
			this.overlooked = null;
			this.unchanged = Set.of();
			overlooked.forEach(Runnable::run);
		}
	}

	/**
	 * Whether a row was written by the flush that is going on for nothing but what has
	 * been there at the look.
	 */
	boolean isWrittenForNothingElse(HibernateRow row) {
		try {
			return hasNothingElse(row);
		}
		catch (RuntimeException ex) {
			return this.unchanged.contains(row.entity());
		}
	}

	private boolean hasNothingElse(HibernateRow row) {
		@Nullable Object @Nullable [] oldState = row.oldState();
		if (oldState == null) {
			return false;
		}
		EntityPersister persister = row.persister();
		EntityEntry entry = this.session.getPersistenceContextInternal().getEntry(row.entity());
		EntityFindings before = this.findings.getOrDefault(entry, EntityFindings.NONE);
		boolean nothingElse = this.unchanged.contains(row.entity());
		for (int i = 0; i < oldState.length; i++) {
			Type type = persister.getPropertyTypes()[i];
			Object written = row.newState()[i];
			if (i != persister.getVersionPropertyIndex() && !type.isCollectionType()
					&& type.isDirty(oldState[i], written, this.session)) {
				if (!isNothingElse(type, i, written, before)) {
					return false;
				}
				nothingElse = true;
			}
		}
		return nothingElse;
	}

	private boolean isNothingElse(Type type, int index, @Nullable Object written, EntityFindings before) {
		return before == EntityFindings.FAILED || before.contains(index, WrittenValue.of(type, written, this.session));
	}

	private static int countActions(ActionQueue queue) {
		int actions = queue.numberOfInsertions() + queue.numberOfUpdates() + queue.numberOfDeletions()
				+ queue.numberOfCollectionCreations() + queue.numberOfCollectionUpdates()
				+ queue.numberOfCollectionRemovals();
		return (actions == 0 && (queue.hasAnyQueuedActions() || queue.areInsertionsOrDeletionsQueued())) ? 1 : actions;
	}

	/**
	 * Whether code of others takes part in a flush.
	 */
	@SuppressWarnings("deprecation")
	private static boolean isExtended(EventSource session) {
		EventListenerGroups groups = session.getFactory().getEventListenerGroups();
		return session.getInterceptor() != EmptyInterceptor.INSTANCE
				|| groups.eventListenerGroup_FLUSH.count() != FLUSH_LISTENERS
				|| groups.eventListenerGroup_FLUSH_ENTITY.count() != 1
				|| groups.eventListenerGroup_FLUSH_ENTITY.listeners()
					.iterator()
					.next()
					.getClass() != DefaultFlushEntityEventListener.class
				|| session.getFactory()
					.getCustomEntityDirtinessStrategy()
					.getClass() != DefaultCustomEntityDirtinessStrategy.class;
	}

}
