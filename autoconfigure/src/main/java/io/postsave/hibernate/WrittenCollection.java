package io.postsave.hibernate;

import org.hibernate.persister.entity.EntityPersister;

/**
 * A collection that a flush has written, or several have; or one in an embedded value
 * that none has written, which is told with the value as it was then.
 *
 * @param owned the collection
 * @param before its content before the first of them
 * @param after its content behind the last of them
 */
record WrittenCollection(OwnedCollection owned, CollectionContent before, CollectionContent after) {

	/**
	 * Return a collection that was not written.
	 */
	static WrittenCollection unwritten(OwnedCollection owned, CollectionContent content) {
		return new WrittenCollection(owned, content, content);
	}

	boolean isUnwritten() {
		return this.before == this.after;
	}

	WrittenCollection followedBy(WrittenCollection later) {
		if (isUnwritten() || later.isUnwritten()) {
			return isUnwritten() ? later : this;
		}
		return new WrittenCollection(this.owned, this.before, later.after);
	}

	/**
	 * Return this as it is of an entity that has been created meanwhile.
	 */
	WrittenCollection ofCreated() {
		return new WrittenCollection(this.owned, CollectionContent.NONE, this.after);
	}

	/**
	 * Return this as it is of an entity that has been deleted meanwhile.
	 */
	WrittenCollection ofDeleted() {
		return new WrittenCollection(this.owned, this.before, CollectionContent.NONE);
	}

	/**
	 * Whether the content is another one than before.
	 */
	boolean isChange(EntityPersister persister) {
		return !isUnwritten()
				&& !this.before.isSame(this.after, this.owned.elementType(persister), persister.getFactory());
	}

}
