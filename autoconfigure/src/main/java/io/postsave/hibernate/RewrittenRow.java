package io.postsave.hibernate;

import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * A row that Hibernate writes again though nobody has changed its entity, as its
 * attributes never equal themselves.
 */
final class RewrittenRow {

	private RewrittenRow() {
	}

	/**
	 * Whether a row was written for nothing but what was found at a look.
	 * @param row the row
	 * @param findings what was found at the look
	 * @param unchanged whether the flush that wrote the row began with nothing else to
	 * find of its entity
	 * @param session the session that wrote it
	 */
	static boolean isWrittenForNothingElse(HibernateRow row, SessionFindings findings, boolean unchanged,
			SharedSessionContractImplementor session) {
		try {
			return hasNothingElse(row, findings, unchanged, session);
		}
		catch (RuntimeException ex) {
			return unchanged;
		}
	}

	private static boolean hasNothingElse(HibernateRow row, SessionFindings findings, boolean unchanged,
			SharedSessionContractImplementor session) {
		@Nullable Object @Nullable [] oldState = row.oldState();
		if (oldState == null) {
			return false;
		}
		EntityEntry entry = session.getPersistenceContextInternal().getEntry(row.entity());
		EntityFindings before = findings.of(entry);
		Type[] types = row.persister().getPropertyTypes();
		if (!row.writtenCollections().isEmpty()) {
			return areNothingElse(row, before, unchanged, session);
		}
		boolean nothingElse = unchanged;
		for (int i = 0; i < oldState.length; i++) {
			Object written = row.newState()[i];
			if (isCompared(row.persister(), i) && types[i].isDirty(oldState[i], written, session)) {
				if (!isNothingElse(types[i], i, written, before, session)) {
					return false;
				}
				nothingElse = true;
			}
		}
		return nothingElse;
	}

	/**
	 * Whether collections, which follow the row of their entity, were written for nothing
	 * else.
	 */
	private static boolean areNothingElse(HibernateRow row, EntityFindings before, boolean unchanged,
			SharedSessionContractImplementor session) {
		return unchanged || row.writtenCollections().stream().allMatch((written) -> {
			int index = written.owned().index();
			return isNothingElse(row.persister().getPropertyTypes()[index], index,
					row.persister().getValue(row.entity(), index), before, session);
		});
	}

	private static boolean isCompared(EntityPersister persister, int index) {
		return index != persister.getVersionPropertyIndex() && !persister.getPropertyTypes()[index].isCollectionType();
	}

	private static boolean isNothingElse(Type type, int index, @Nullable Object written, EntityFindings before,
			SharedSessionContractImplementor session) {
		return before == EntityFindings.FAILED || before.contains(index, WrittenValue.of(type, written, session));
	}

}
