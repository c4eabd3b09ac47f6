package io.postsave.hibernate;

import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.EntityHolder;
import org.hibernate.event.spi.EventSource;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * What a flush of a session would find at one moment, so that it can be told later what
 * has been changed since. Flushes that follow find only that, as far as Hibernate can be
 * made to overlook the rest: what is found at any time, whoever has changed nothing.
 */
final class SessionLook {

	private final EventSource session;

	private final SteadyTypes types;

	private final boolean extended;

	private final int actions;

	private final SessionFindings findings;

	private @Nullable OverlookingFlush flush;

	private SessionLook(EventSource session, SteadyTypes types, boolean extended) {
		this.session = session;
		this.types = types;
		this.extended = extended;
		this.actions = QueuedActions.in(session);
		this.findings = new SessionFindings(session, extended);
	}

	/**
	 * Looks at a session.
	 * @return {@code null} if there is nobody of whom a flush could find anything
	 */
	static @Nullable SessionLook at(EventSource session, SteadyTypes types) {
		boolean extended = FlushExtensions.areIn(session);
		if (!extended && types.areAll()) {
			return null;
		}
		SessionLook look = new SessionLook(session, types, extended);
		for (EntityHolder managed : look.unsteady()) {
			EntityEntry entry = managed.getEntityEntry();
			look.findings.add(entry, look.findingsOf(managed.getEntity(), entry));
		}
		return look;
	}

	/**
	 * Return how many statements waited for the next flush.
	 */
	int actions() {
		return this.actions;
	}

	/**
	 * Whether code of others takes part in the session's flushes.
	 */
	boolean isExtended() {
		return this.extended;
	}

	/**
	 * Called when an entity has been loaded since: what would be found of it now is
	 * nobody's doing.
	 */
	void loaded(Object entity) {
		EntityEntry entry = unsteadyEntryOf(entity);
		if (entry != null) {
			this.findings.add(entry, findingsOf(entity, entry));
		}
	}

	/**
	 * Called when an entity has been inserted since: what would be found of it now is
	 * somebody's doing if it is not what was inserted, as it has been changed since it
	 * was persisted.
	 */
	void inserted(Object entity) {
		EntityEntry entry = unsteadyEntryOf(entity);
		if (entry != null) {
			this.findings.addInserted(entry, findingsOf(entity, entry));
		}
	}

	/**
	 * Whether what is found of an entity now was there at the look.
	 */
	boolean contains(EntityEntry entry, EntityFindings now) {
		return this.findings.contains(entry, now);
	}

	/**
	 * Called when a flush begins: has it overlook what was there at the look.
	 */
	void flushBegins() {
		flushEnds();
		OverlookingFlush flush = new OverlookingFlush(this.session, this.findings, this.extended);
		try {
			flush.begin(unsteady());
		}
		finally {
			flushEnds();
			this.flush = flush;
		}
	}

	/**
	 * Called when a flush has ended: what it overlooked is found by others again.
	 */
	void flushEnds() {
		OverlookingFlush flush = this.flush;
		if (flush != null) {
			this.flush = null;
			flush.end();
		}
	}

	/**
	 * Whether a row was written by the flush that is going on for nothing but what was
	 * there at the look.
	 */
	boolean isWrittenForNothingElse(HibernateRow row) {
		OverlookingFlush flush = this.flush;
		boolean unchanged = flush != null && flush.isUnchanged(row.entity());
		return RewrittenRow.isWrittenForNothingElse(row, this.findings, unchanged, this.session);
	}

	private Iterable<EntityHolder> unsteady() {
		return ManagedEntities.unsteadyIn(this.session, this.extended ? null : this.types);
	}

	private @Nullable EntityEntry unsteadyEntryOf(Object entity) {
		EntityEntry entry = this.session.getPersistenceContextInternal().getEntry(entity);
		return (entry != null && isUnsteady(entry.getPersister())) ? entry : null;
	}

	private boolean isUnsteady(EntityPersister persister) {
		return this.extended || !this.types.isSteady(persister);
	}

	private EntityFindings findingsOf(Object entity, EntityEntry entry) {
		return new EntityLook(this.session, this.extended).findingsOf(entity, entry);
	}

}
