package io.postsave.hibernate;

import org.hibernate.event.spi.DeleteContext;
import org.hibernate.event.spi.DeleteEvent;
import org.hibernate.event.spi.DeleteEventListener;

/**
 * Called when the application, a cascade or an orphan's removal removes an entity. JPA's
 * {@code @PostRemove}, and Hibernate's listener behind it, would cost every removal by
 * reference a SELECT.
 */
@SuppressWarnings("serial")
record RemovalListener(HibernateRemovals removals) implements DeleteEventListener {

	@Override
	public void onDelete(DeleteEvent event) {
		this.removals.removed(event.getSession(), event.getObject());
	}

	@Override
	public void onDelete(DeleteEvent event, DeleteContext transientEntities) {
		onDelete(event);
	}

}
