package io.postsave.hibernate;

import java.util.IdentityHashMap;
import java.util.Map;

import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * What a flush would have found of the entities of a session when they were looked at,
 * and whether what is found later is the same.
 */
final class SessionFindings {

	private final SharedSessionContractImplementor session;

	private final boolean extended;

	private Map<EntityEntry, EntityFindings> findings = Map.of();

	/**
	 * Creates findings to which nothing has been added.
	 * @param session the session
	 * @param extended whether all attributes are findings when they are found later
	 */
	SessionFindings(SharedSessionContractImplementor session, boolean extended) {
		this.session = session;
		this.extended = extended;
	}

	/**
	 * Adds what was found of an entity, in place of what was found before.
	 */
	void add(EntityEntry entry, EntityFindings found) {
		if (this.findings.isEmpty()) {
			this.findings = new IdentityHashMap<>();
		}
		this.findings.put(entry, found);
	}

	/**
	 * Adds what was found of an entity that has just been inserted, but for the
	 * attributes that differ from what was inserted: they have been changed since.
	 */
	void addInserted(EntityEntry entry, EntityFindings found) {
		if (found != EntityFindings.NONE && found != EntityFindings.FAILED) {
			found.contents()
				.entrySet()
				.removeIf((finding) -> isChangedSinceTheInsert(entry, finding.getKey(), finding.getValue()));
		}
		add(entry, found);
	}

	private boolean isChangedSinceTheInsert(EntityEntry entry, Object what, Object content) {
		return what instanceof Integer && content != NoContent.UNSTABLE && !isOfTheLoadedState(entry, what, content);
	}

	/**
	 * Return what was found of an entity, if it has an entry and was looked at.
	 */
	EntityFindings of(@Nullable EntityEntry entry) {
		return (entry != null) ? this.findings.getOrDefault(entry, EntityFindings.NONE) : EntityFindings.NONE;
	}

	/**
	 * Whether nobody has caused what is found of an entity now. Nobody has where nothing
	 * can be found out, if that was so before or the entity is new to these findings.
	 */
	boolean contains(EntityEntry entry, EntityFindings now) {
		if (now == EntityFindings.FAILED) {
			EntityFindings before = this.findings.get(entry);
			return before == null || before == EntityFindings.FAILED;
		}
		return now.contents()
			.entrySet()
			.stream()
			.allMatch((finding) -> contains(entry, finding.getKey(), finding.getValue()));
	}

	/**
	 * Whether nobody has caused one finding of an entity. An attribute of which nothing
	 * was found may have been loaded since: only its content counts then.
	 */
	boolean contains(EntityEntry entry, Object what, Object content) {
		EntityFindings before = this.findings.get(entry);
		if (content == NoContent.UNSTABLE || before == EntityFindings.FAILED) {
			return true;
		}
		return before != null && (before.contains(what, content)
				|| (isUnknownTo(before, what) && isOfTheLoadedState(entry, what, content)));
	}

	private boolean isUnknownTo(EntityFindings before, Object what) {
		return this.extended && before.contentOf(what) == null;
	}

	/**
	 * Whether the content of an attribute is what was loaded or last written. References
	 * to other entities are none of which that is told.
	 */
	private boolean isOfTheLoadedState(EntityEntry entry, Object what, Object content) {
		@Nullable Object @Nullable [] loaded = entry.getLoadedState();
		if (loaded == null || !(what instanceof Integer index)) {
			return false;
		}
		Type type = entry.getPersister().getPropertyTypes()[index];
		return !type.isEntityType() && !isDirtyCollection(loaded[index])
				&& content.equals(WrittenValue.of(type, loaded[index], this.session));
	}

	private static boolean isDirtyCollection(@Nullable Object value) {
		return value instanceof PersistentCollection<?> collection && collection.isDirty();
	}

}
