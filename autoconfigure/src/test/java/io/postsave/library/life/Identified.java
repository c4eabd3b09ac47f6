package io.postsave.library.life;

import java.io.Serializable;
import java.util.Objects;
import java.util.UUID;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.MapsId;
import jakarta.persistence.OneToOne;
import org.jspecify.annotations.Nullable;

/**
 * Entities with identifiers of every kind.
 */
public final class Identified {

	private Identified() {
	}

	/** Inserted at once. */
	@Entity(name = "Seed")
	public static class Seed extends Living {

		@Id
		@GeneratedValue(strategy = GenerationType.IDENTITY)
		private @Nullable Long id;

		protected Seed() {
		}

		public Seed(String name) {
			super(name);
		}

		@Override
		public @Nullable Object key() {
			return this.id;
		}

	}

	/** With an identifier that the application gives it. */
	@Entity(name = "Pot")
	public static class Pot extends Living {

		@Id
		private @Nullable String id;

		protected Pot() {
		}

		public Pot(String name) {
			super(name);
			this.id = name;
		}

		@Override
		public @Nullable Object key() {
			return this.id;
		}

	}

	/** With a random identifier. */
	@Entity(name = "Garden")
	public static class Garden extends Living {

		@Id
		@GeneratedValue(strategy = GenerationType.UUID)
		private @Nullable UUID id;

		protected Garden() {
		}

		public Garden(String name) {
			super(name);
		}

		@Override
		public @Nullable Object key() {
			return this.id;
		}

	}

	/** Row and column. */
	@Embeddable
	public record Square(int line, int place) implements Serializable {
	}

	/** With an embedded identifier. */
	@Entity(name = "Plot")
	public static class Plot extends Living {

		@EmbeddedId
		private @Nullable Square id;

		protected Plot() {
		}

		public Plot(String name) {
			super(name);
			this.id = new Square(name.hashCode(), 2);
		}

		@Override
		public @Nullable Object key() {
			return this.id;
		}

	}

	/** The identifier class of a {@link Lane}. */
	public static class LaneId implements Serializable {

		private static final long serialVersionUID = 1L;

		private @Nullable String street;

		private int number;

		public LaneId() {
		}

		LaneId(@Nullable String street, int number) {
			this.street = street;
			this.number = number;
		}

		@Override
		public boolean equals(@Nullable Object other) {
			return other instanceof LaneId id && Objects.equals(id.street, this.street) && id.number == this.number;
		}

		@Override
		public int hashCode() {
			return Objects.hash(this.street, this.number);
		}

	}

	/** With an identifier class. */
	@Entity(name = "Lane")
	@IdClass(LaneId.class)
	public static class Lane extends Living {

		@Id
		private @Nullable String street;

		@Id
		private int number;

		protected Lane() {
		}

		public Lane(String name) {
			super(name);
			this.street = name;
			this.number = 1;
		}

		@Override
		public Object key() {
			return new LaneId(this.street, this.number);
		}

	}

	/** With the identifier of another entity. */
	@Entity(name = "Label")
	public static class Label extends Living {

		@Id
		private @Nullable String id;

		@MapsId
		@OneToOne(cascade = CascadeType.PERSIST)
		private @Nullable Pot pot;

		protected Label() {
		}

		public Label(String name) {
			super(name);
			this.pot = new Pot("pot of " + name);
		}

		@Override
		public @Nullable Object key() {
			return this.id;
		}

	}

}
