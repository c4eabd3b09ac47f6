package io.postsave.hibernate;

import org.hibernate.persister.entity.EntityPersister;

/**
 * A collection that a flush has written, or several have.
 *
 * @param owned the collection
 * @param before its content before the first of them
 * @param after its content behind the last of them
 */
record WrittenCollection(OwnedCollection owned, CollectionContent before, CollectionContent after) {

	WrittenCollection followedBy(WrittenCollection later) {
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
		return !this.before.isSame(this.after, this.owned.elementType(persister), persister.getFactory());
	}

}
