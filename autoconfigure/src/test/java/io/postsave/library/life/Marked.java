package io.postsave.library.life;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.annotations.SQLDelete;
import org.hibernate.annotations.SQLRestriction;
import org.hibernate.annotations.SoftDelete;
import org.jspecify.annotations.Nullable;

/**
 * Entities whose rows are marked as deleted.
 */
public final class Marked {

	private Marked() {
	}

	/** Marked by Hibernate. */
	@Entity(name = "Leaf")
	@SoftDelete
	public static class Leaf extends Living {

		@Id
		private @Nullable String id;

		protected Leaf() {
		}

		public Leaf(String name) {
			super(name);
			this.id = name;
		}

		@Override
		public @Nullable Object key() {
			return this.id;
		}

	}

	/** Marked by a statement of the application's. */
	@Entity(name = "Weed")
	@SQLDelete(sql = "update weed set gone = true where id = ?")
	@SQLRestriction("gone = false")
	public static class Weed extends Living {

		@Id
		private @Nullable String id;

		private boolean gone;

		protected Weed() {
		}

		public Weed(String name) {
			super(name);
			this.id = name;
		}

		@Override
		public @Nullable Object key() {
			return this.id;
		}

		public boolean isGone() {
			return this.gone;
		}

	}

}
