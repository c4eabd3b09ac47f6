package io.postsave.hibernate;

import io.postsave.delivery.SaveRecorder;
import org.hibernate.SessionFactory;
import org.hibernate.SessionFactoryObserver;

/**
 * Hears when a session factory has been built: before that its attributes are not known.
 * Hibernate takes back what it has built if an observer fails.
 *
 * @param recorder told of the unit
 * @param types its entity types
 * @param units told of it, too
 * @param how how it was joined
 */
@SuppressWarnings("serial")
record UnitObserver(SaveRecorder recorder, EntityTypes types, JoinedUnits units,
		JoinedUnits.How how) implements SessionFactoryObserver {

	@Override
	public void sessionFactoryCreated(SessionFactory factory) {
		this.recorder.unitBuilt(this.types);
		this.units.joined(this.types, this.how);
	}

}
