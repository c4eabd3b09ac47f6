package io.postsave.integration.life;

import org.jspecify.annotations.Nullable;

/**
 * What an application does to a collection of an entity that it has stored with the
 * elements {@code ab}, and what is told of it.
 */
enum CollectionWork {

	CHANGED("ab", "bc") {

		@Override
		void doWith(CollectedShelf shelf, Object folder, CollectionKind kind) {
			change(shelf, folder, kind, "bc");
		}

	},

	GROWN("ab", "abc") {

		@Override
		void doWith(CollectedShelf shelf, Object folder, CollectionKind kind) {
			change(shelf, folder, kind, "abc");
		}

	},

	CLEARED("ab", "") {

		@Override
		void doWith(CollectedShelf shelf, Object folder, CollectionKind kind) {
			change(shelf, folder, kind, "");
		}

	},

	CHANGED_AND_CHANGED_BACK(null, null) {

		@Override
		void doWith(CollectedShelf shelf, Object folder, CollectionKind kind) {
			change(shelf, folder, kind, "bc");
			change(shelf, folder, kind, "ab");
		}

	},

	REPLACED("ab", "bc") {

		@Override
		void doWith(CollectedShelf shelf, Object folder, CollectionKind kind) {
			CollectedShelf.loaded(folder, kind.path());
			CollectedShelf.set(folder, kind.path(), kind.of(shelf, "bc"));
		}

	},

	REPLACED_BY_EQUAL(null, null) {

		@Override
		void doWith(CollectedShelf shelf, Object folder, CollectionKind kind) {
			CollectedShelf.loaded(folder, kind.path());
			CollectedShelf.set(folder, kind.path(), kind.of(shelf, "ab"));
		}

	},

	REPLACED_BY_EMPTY("ab", "") {

		@Override
		void doWith(CollectedShelf shelf, Object folder, CollectionKind kind) {
			CollectedShelf.loaded(folder, kind.path());
			CollectedShelf.set(folder, kind.path(), kind.of(shelf, ""));
		}

	},

	REPLACED_BY_NULL("ab", null) {

		@Override
		void doWith(CollectedShelf shelf, Object folder, CollectionKind kind) {
			CollectedShelf.loaded(folder, kind.path());
			CollectedShelf.set(folder, kind.path(), null);
		}

	},

	REPLACED_UNLOADED(null, "bc") {

		@Override
		void doWith(CollectedShelf shelf, Object folder, CollectionKind kind) {
			CollectedShelf.set(folder, kind.path(), kind.of(shelf, "bc"));
		}

	},

	REPLACED_BY_EQUAL_UNLOADED(null, "ab") {

		@Override
		void doWith(CollectedShelf shelf, Object folder, CollectionKind kind) {
			CollectedShelf.set(folder, kind.path(), kind.of(shelf, "ab"));
		}

	},

	REPLACED_BY_NULL_UNLOADED(null, null) {

		@Override
		void doWith(CollectedShelf shelf, Object folder, CollectionKind kind) {
			CollectedShelf.set(folder, kind.path(), null);
		}

	},

	READ(null, null) {

		@Override
		void doWith(CollectedShelf shelf, Object folder, CollectionKind kind) {
			CollectedShelf.loaded(folder, kind.path());
		}

	},

	RENAMED_AND_CHANGED("ab", "bc") {

		@Override
		void doWith(CollectedShelf shelf, Object folder, CollectionKind kind) {
			CollectedShelf.set(folder, "name", "other");
			change(shelf, folder, kind, "bc");
		}

	},

	RENAMED_UNLOADED(null, null) {

		@Override
		void doWith(CollectedShelf shelf, Object folder, CollectionKind kind) {
			CollectedShelf.set(folder, "name", "other");
		}

	},

	RENAMED_AND_REPLACED_BY_EQUAL(null, null) {

		@Override
		void doWith(CollectedShelf shelf, Object folder, CollectionKind kind) {
			CollectedShelf.set(folder, "name", "other");
			REPLACED_BY_EQUAL.doWith(shelf, folder, kind);
		}

	},

	DELETED("ab", null) {

		@Override
		void doWith(CollectedShelf shelf, Object folder, CollectionKind kind) {
			CollectedShelf.loaded(folder, kind.path());
			shelf.entityManager().remove(folder);
		}

	},

	CHANGED_AND_DELETED("ab", null) {

		@Override
		void doWith(CollectedShelf shelf, Object folder, CollectionKind kind) {
			change(shelf, folder, kind, "bc");
			shelf.entityManager().remove(folder);
		}

	},

	DELETED_UNLOADED(null, null) {

		@Override
		void doWith(CollectedShelf shelf, Object folder, CollectionKind kind) {
			shelf.entityManager().remove(folder);
		}

	};

	private final @Nullable String oldElements;

	private final @Nullable String newElements;

	CollectionWork(@Nullable String oldElements, @Nullable String newElements) {
		this.oldElements = oldElements;
		this.newElements = newElements;
	}

	abstract void doWith(CollectedShelf shelf, Object folder, CollectionKind kind);

	/**
	 * The elements that are told as the old ones, {@code null} if there is no collection,
	 * or none that is known.
	 */
	@Nullable String oldElements(CollectedShelf shelf, CollectionKind kind) {
		return (isUnloaded() && kind.isLoadedBy(this, shelf)) ? "ab" : this.oldElements;
	}

	@Nullable String newElements() {
		return this.newElements;
	}

	boolean isDeletion() {
		return name().contains("DELETED");
	}

	boolean isRenaming() {
		return name().contains("RENAMED");
	}

	/**
	 * Whether the collection is told as changed.
	 */
	boolean isChange(CollectedShelf shelf, CollectionKind kind) {
		return switch (this) {
			case CHANGED_AND_CHANGED_BACK, REPLACED_BY_EQUAL, READ, RENAMED_UNLOADED, RENAMED_AND_REPLACED_BY_EQUAL ->
				false;
			case REPLACED_BY_EQUAL_UNLOADED -> !kind.isLoadedBy(this, shelf);
			case DELETED_UNLOADED -> kind.isLoadedBy(this, shelf);
			default -> true;
		};
	}

	private boolean isUnloaded() {
		return name().endsWith("UNLOADED");
	}

	private static void change(CollectedShelf shelf, Object folder, CollectionKind kind, String elements) {
		Object collection = CollectedShelf.loaded(folder, kind.path());
		Object changed = kind.change(shelf, collection, elements);
		if (changed != collection) {
			CollectedShelf.set(folder, kind.path(), changed);
		}
	}

}
