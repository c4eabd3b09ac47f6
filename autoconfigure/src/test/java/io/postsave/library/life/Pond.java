package io.postsave.library.life;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.OneToOne;
import org.jspecify.annotations.Nullable;

/**
 * An entity that nothing is saved with, though it has orphans, and those have others that
 * go with them.
 */
@Entity
public class Pond extends Living {

	@Id
	private @Nullable String id;

	@OneToOne(orphanRemoval = true, fetch = FetchType.LAZY)
	private @Nullable Fish fish;

	protected Pond() {
	}

	public Pond(String name, Fish fish) {
		super(name);
		this.id = name;
		this.fish = fish;
	}

	@Override
	public @Nullable Object key() {
		return this.id;
	}

	public void setFish(@Nullable Fish fish) {
		this.fish = fish;
	}

	/** An orphan. */
	@Entity(name = "Fish")
	public static class Fish extends Living {

		@Id
		private @Nullable String id;

		@OneToOne(cascade = CascadeType.REMOVE, fetch = FetchType.LAZY)
		private @Nullable Snail snail;

		protected Fish() {
		}

		public Fish(String name, @Nullable Snail snail) {
			super(name);
			this.id = name;
			this.snail = snail;
		}

		@Override
		public @Nullable Object key() {
			return this.id;
		}

	}

	/** What goes with an orphan. */
	@Entity(name = "Snail")
	public static class Snail extends Living {

		@Id
		private @Nullable String id;

		protected Snail() {
		}

		public Snail(String name) {
			super(name);
			this.id = name;
		}

		@Override
		public @Nullable Object key() {
			return this.id;
		}

	}

}
