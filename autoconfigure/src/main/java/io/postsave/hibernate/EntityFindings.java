package io.postsave.hibernate;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What a flush would find of one entity, as values that can be kept and compared.
 */
final class EntityFindings {

	/** Of an entity of which a flush would find nothing. */
	static final EntityFindings NONE = new EntityFindings();

	/** Of an entity that cannot be looked at, as code of the application fails. */
	static final EntityFindings FAILED = new EntityFindings();

	/** Stands for content that is another one each time it is read. */
	static final Object UNSTABLE = "unstable";

	private Map<Object, Object> contents = Map.of();

	/**
	 * Adds a finding.
	 * @param what the index of an attribute, or the name of what is none
	 * @param content what would be written
	 */
	void add(Object what, Object content) {
		if (this.contents.isEmpty()) {
			this.contents = new HashMap<>();
		}
		this.contents.put(what, content);
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
		return content == UNSTABLE || content.equals(this.contents.get(what));
	}

}
