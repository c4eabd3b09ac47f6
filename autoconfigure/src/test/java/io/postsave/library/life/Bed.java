package io.postsave.library.life;

import java.util.ArrayList;
import java.util.List;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import org.jspecify.annotations.Nullable;

/**
 * An entity that others go with: sprouts that belong to it, and a fence that it refers
 * to.
 */
@Entity
public class Bed extends Living {

	@Id
	private @Nullable String id;

	@OneToMany(mappedBy = "bed", cascade = CascadeType.ALL, orphanRemoval = true)
	private List<Sprout> sprouts = new ArrayList<>();

	@OneToOne(cascade = CascadeType.ALL, orphanRemoval = true, fetch = FetchType.LAZY)
	private @Nullable Fence fence;

	protected Bed() {
	}

	public Bed(String name) {
		super(name);
		this.id = name;
	}

	@Override
	public @Nullable Object key() {
		return this.id;
	}

	public List<Sprout> getSprouts() {
		return this.sprouts;
	}

	public Sprout add(String name) {
		Sprout sprout = new Sprout(name, this);
		this.sprouts.add(sprout);
		return sprout;
	}

	public @Nullable Fence getFence() {
		return this.fence;
	}

	public void setFence(@Nullable Fence fence) {
		this.fence = fence;
	}

	/** A part of a bed. */
	@Entity(name = "Sprout")
	public static class Sprout extends Living {

		@Id
		private @Nullable String id;

		@ManyToOne(fetch = FetchType.LAZY)
		private @Nullable Bed bed;

		protected Sprout() {
		}

		Sprout(String name, Bed bed) {
			super(name);
			this.id = name;
			this.bed = bed;
		}

		@Override
		public @Nullable Object key() {
			return this.id;
		}

	}

	/** What is around a bed. */
	@Entity(name = "Fence")
	public static class Fence extends Living {

		@Id
		private @Nullable String id;

		protected Fence() {
		}

		public Fence(String name) {
			super(name);
			this.id = name;
		}

		@Override
		public @Nullable Object key() {
			return this.id;
		}

	}

}
