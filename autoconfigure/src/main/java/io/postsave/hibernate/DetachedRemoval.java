package io.postsave.hibernate;

import java.lang.ref.WeakReference;

import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.EntityEntryExtraState;
import org.hibernate.event.spi.DeleteEvent;
import org.hibernate.event.spi.EventSource;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.proxy.LazyInitializer;
import org.jspecify.annotations.Nullable;

import org.springframework.core.NamedThreadLocal;

/**
 * The removal of an entity that the session does not hold. JPA forbids it; a session
 * factory that is not JPA's takes what the entity holds for what its row does, which
 * nobody has read. One that Hibernate refuses is forgotten with its event.
 */
final class DetachedRemoval extends WeakReference<DeleteEvent> {

	private static final ThreadLocal<@Nullable DetachedRemoval> innermost = new NamedThreadLocal<>("Detached removal");

	private final @Nullable DetachedRemoval outer;

	private DetachedRemoval(DeleteEvent event, @Nullable DetachedRemoval outer) {
		super(event);
		this.outer = outer;
	}

	/**
	 * Called before Hibernate removes an entity.
	 */
	static void begins(DeleteEvent event) {
		EventSource session = event.getSession();
		if (session.getFactory().getSessionFactoryOptions().isJpaBootstrap()) {
			return;
		}
		Object entity = entityOf(event);
		if (entity != null && session.getPersistenceContextInternal().getEntry(entity) == null) {
			innermost.set(new DetachedRemoval(event, leftOf(innermost.get())));
		}
	}

	/**
	 * Called when Hibernate has removed an entity, and those to which that cascades.
	 */
	static void ended(DeleteEvent event) {
		DetachedRemoval removal = innermost.get();
		while (removal != null && removal.get() != event) {
			removal = removal.outer;
		}
		if (removal == null) {
			return;
		}
		set(leftOf(removal.outer));
		Object entity = entityOf(event);
		EntityEntry entry = (entity != null) ? event.getSession().getPersistenceContextInternal().getEntry(entity)
				: null;
		if (entry != null) {
			entry.addExtraState(new Unread());
		}
	}

	/**
	 * Whether an entity was removed without the session having read its row.
	 */
	static boolean isOf(EntityEntry entry) {
		return entry.getExtraState(Unread.class) != null;
	}

	/**
	 * Return the entity unless it has to be loaded to be removed.
	 */
	private static @Nullable Object entityOf(DeleteEvent event) {
		LazyInitializer reference = HibernateProxy.extractLazyInitializer(event.getObject());
		if (reference == null) {
			return event.getObject();
		}
		return reference.isUninitialized() ? null : reference.getImplementation();
	}

	private static void set(@Nullable DetachedRemoval removal) {
		if (removal != null) {
			innermost.set(removal);
		}
		else {
			innermost.remove();
		}
	}

	private static @Nullable DetachedRemoval leftOf(@Nullable DetachedRemoval removal) {
		DetachedRemoval left = removal;
		while (left != null && left.get() == null) {
			left = left.outer;
		}
		return left;
	}

	/**
	 * Marks what a session holds of an entity: it has not read the row.
	 */
	private static final class Unread implements EntityEntryExtraState {

		private @Nullable EntityEntryExtraState next;

		@Override
		public void addExtraState(EntityEntryExtraState extraState) {
			if (this.next == null) {
				this.next = extraState;
			}
			else {
				this.next.addExtraState(extraState);
			}
		}

		@Override
		public <T extends EntityEntryExtraState> @Nullable T getExtraState(Class<T> type) {
			if (type.isInstance(this)) {
				return type.cast(this);
			}
			return (this.next != null) ? this.next.getExtraState(type) : null;
		}

	}

}
