package io.postsave.delivery;

import java.util.Locale;

import io.postsave.PostSaveEvent;
import io.postsave.PostWriteEvent;
import io.postsave.listener.Audience;

/**
 * What a write does to a row.
 */
public enum WriteKind {

	/** The row is inserted. */
	CREATED {

		@Override
		Audience.Kind of(Audience audience) {
			return audience.created();
		}

		/**
		 * Nobody is told of the deletion of a row if nobody could be told yet that it was
		 * created, and what a flush writes of the collections of a new entity is no
		 * update.
		 */
		@Override
		boolean isPartOfOthersInTransaction(Audience audience) {
			return audience.deleted().isInTransaction() || audience.updated().isInTransaction();
		}

	},

	/** The row is updated. */
	UPDATED {

		@Override
		Audience.Kind of(Audience audience) {
			return audience.updated();
		}

	},

	/** The row is deleted. */
	DELETED {

		@Override
		Audience.Kind of(Audience audience) {
			return audience.deleted();
		}

	};

	/**
	 * Return the kind of write that an event tells of.
	 */
	static WriteKind of(PostWriteEvent<?> event) {
		if (event instanceof PostSaveEvent<?> save) {
			return save.isCreated() ? CREATED : UPDATED;
		}
		return DELETED;
	}

	/**
	 * Return who of an audience listens to writes of this kind.
	 */
	abstract Audience.Kind of(Audience audience);

	/**
	 * Return what has become of the row as messages have it.
	 */
	String participle() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * Whether, in the transaction, something of another kind depends on writes of this
	 * one.
	 */
	boolean isPartOfOthersInTransaction(Audience audience) {
		return false;
	}

	/**
	 * Whether a write of this kind has to be kept until it can be told in the
	 * transaction.
	 */
	boolean isKeptInTransaction(Audience audience) {
		return of(audience).isInTransaction() || isPartOfOthersInTransaction(audience);
	}

	/**
	 * Whether a write of this kind has to be kept until it can be told: after the commit,
	 * what is told depends on all that the transaction did with a row.
	 */
	boolean isKept(Audience audience) {
		return isKeptInTransaction(audience) || audience.isAfterCommit();
	}

}
