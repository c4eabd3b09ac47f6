package io.postsave.hibernate;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What a flush would find of one entity, as values that can be kept and compared.
 */
final class EntityFindings {

	/** The findings of an entity of which a flush would find nothing. */
	static final EntityFindings NONE = new EntityFindings();

	/** Stand for those of an entity that cannot be looked at, as its code fails. */
	static final EntityFindings FAILED = new EntityFindings();

	private Map<Object, Object> contents = Map.of();

	private EntityFindings() {
	}

	/**
	 * Adds a finding.
	 * @param findings the findings so far, {@code null} if there are none
	 * @param what the index of an attribute, or the name of what is none
	 * @param content what would be written
	 */
	static EntityFindings with(@Nullable EntityFindings findings, Object what, Object content) {
		EntityFindings found = (findings != null) ? findings : new EntityFindings();
		if (found.contents.isEmpty()) {
			found.contents = new HashMap<>();
		}
		found.contents.put(what, content);
		return found;
	}

	boolean isEmpty() {
		return this.contents.isEmpty();
	}

	Map<Object, Object> contents() {
		return this.contents;
	}

	@Nullable Object contentOf(Object what) {
		return this.contents.get(what);
	}

	/**
	 * Whether a finding is none that somebody has caused since these were made.
	 */
	boolean contains(Object what, Object content) {
		return content == NoContent.UNSTABLE || content.equals(this.contents.get(what));
	}

}
