package io.postsave.hibernate;

import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.Status;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * What a flush would write for the attributes of one entity, as it finds them to differ
 * from what was loaded or last written.
 */
final class AttributeFindings {

	private AttributeFindings() {
	}

	/**
	 * Adds all attributes, whether or not they differ.
	 */
	static @Nullable EntityFindings addAllTo(@Nullable EntityFindings findings, Object entity,
			EntityPersister persister, @Nullable Object[] state, SessionImplementor session) {
		EntityFindings found = findings;
		for (int i = 0; i < state.length; i++) {
			found = add(found, entity, persister, i, state, session);
		}
		return found;
	}

	/**
	 * Adds the attributes that differ.
	 */
	static @Nullable EntityFindings addDirtyTo(@Nullable EntityFindings findings, Object entity, EntityEntry entry,
			@Nullable Object[] state, @Nullable Object[] loaded, SessionImplementor session) {
		EntityPersister persister = entry.getPersister();
		int[] dirty = DirtyAttributes.of(entity, persister, state, loaded, session);
		EntityFindings found = findings;
		if (dirty != null) {
			for (int i : dirty) {
				found = add(found, entity, persister, i, state, session);
			}
		}
		return (persister.hasNaturalIdentifier() && entry.getStatus() != Status.READ_ONLY)
				? addNaturalIdentifierTo(found, entity, persister, state, loaded, session) : found;
	}

	/**
	 * Adds a natural identifier that was altered, which a flush refuses where it is
	 * immutable.
	 */
	private static @Nullable EntityFindings addNaturalIdentifierTo(@Nullable EntityFindings findings, Object entity,
			EntityPersister persister, @Nullable Object[] state, @Nullable Object[] loaded,
			SessionImplementor session) {
		EntityFindings found = findings;
		for (int i : persister.getNaturalIdentifierProperties()) {
			if (state[i] != loaded[i]
					&& !persister.getPropertyTypes()[i].isEqual(state[i], loaded[i], session.getFactory())) {
				found = add(found, entity, persister, i, state, session);
			}
		}
		return found;
	}

	/**
	 * Adds one attribute. Collections are found as a flush reaches them, and versions are
	 * written with anything else.
	 */
	private static @Nullable EntityFindings add(@Nullable EntityFindings findings, Object entity,
			EntityPersister persister, int index, @Nullable Object[] state, SessionImplementor session) {
		Type type = persister.getPropertyTypes()[index];
		boolean written = !type.isCollectionType() && index != persister.getVersionPropertyIndex()
				&& state[index] != LazyPropertyInitializer.UNFETCHED_PROPERTY;
		return written ? EntityFindings.with(findings, index,
				AttributeContent.of(entity, persister, index, state[index], session)) : findings;
	}

}
