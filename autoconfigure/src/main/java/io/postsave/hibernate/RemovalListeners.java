package io.postsave.hibernate;

import java.lang.ref.WeakReference;

import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.event.spi.DeleteContext;
import org.hibernate.event.spi.DeleteEvent;
import org.hibernate.event.spi.DeleteEventListener;
import org.hibernate.event.spi.EventSource;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.proxy.LazyInitializer;
import org.jspecify.annotations.Nullable;

import org.springframework.core.NamedThreadLocal;

/**
 * Listeners before and after Hibernate's own, called when the application, a cascade or
 * an orphan's removal removes an entity. JPA's {@code @PostRemove}, and Hibernate's
 * listener behind it, would cost every removal by reference a SELECT.
 * <p>
 * Hibernate does nothing for a reference that it counts as removed, even if the row is
 * there once more: that is known before alone.
 */
@SuppressWarnings("serial")
final class RemovalListeners {

	/** Held weakly, as Hibernate may refuse the removal. */
	private static final ThreadLocal<@Nullable WeakReference<DeleteEvent>> ineffective = new NamedThreadLocal<>(
			"Removal that does nothing");

	private RemovalListeners() {
	}

	private static boolean isRemovedReference(EventSource session, Object entity) {
		PersistenceContext context = session.getPersistenceContextInternal();
		LazyInitializer reference = context.containsDeletedUnloadedEntityKeys()
				? HibernateProxy.extractLazyInitializer(entity) : null;
		return reference != null && reference.isUninitialized()
				&& context.containsDeletedUnloadedEntityKey(session.generateEntityKey(reference.getInternalIdentifier(),
						session.getFactory().getMappingMetamodel().getEntityDescriptor(reference.getEntityName())));
	}

	private static boolean isIneffective(DeleteEvent event) {
		WeakReference<DeleteEvent> found = ineffective.get();
		if (found == null || found.get() != event) {
			return false;
		}
		ineffective.remove();
		return true;
	}

	record Before() implements DeleteEventListener {

		@Override
		public void onDelete(DeleteEvent event) {
			if (isRemovedReference(event.getSession(), event.getObject())) {
				ineffective.set(new WeakReference<>(event));
			}
			DetachedRemoval.begins(event);
		}

		@Override
		public void onDelete(DeleteEvent event, DeleteContext transientEntities) {
			onDelete(event);
		}

	}

	record After(HibernateRemovals removals) implements DeleteEventListener {

		@Override
		public void onDelete(DeleteEvent event) {
			if (!isIneffective(event)) {
				DetachedRemoval.ended(event);
				this.removals.removed(event.getSession(), event.getObject());
			}
		}

		@Override
		public void onDelete(DeleteEvent event, DeleteContext transientEntities) {
			onDelete(event);
		}

	}

}
