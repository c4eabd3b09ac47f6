package io.postsave.library.life;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import org.jspecify.annotations.Nullable;

/**
 * Hierarchies of entities, of every kind.
 */
public final class Tools {

	private Tools() {
	}

	/** The root of a hierarchy in one table. */
	@Entity(name = "Tool")
	public static class Tool extends Living {

		@Id
		private @Nullable String id;

		protected Tool() {
		}

		public Tool(String name) {
			super(name);
			this.id = name;
		}

		@Override
		public @Nullable Object key() {
			return this.id;
		}

	}

	/** In the table of its superclass. */
	@Entity(name = "Spade")
	public static class Spade extends Tool {

		protected Spade() {
		}

		public Spade(String name) {
			super(name);
		}

	}

	/** The root of a hierarchy with a table for what each class adds. */
	@Entity(name = "Animal")
	@Inheritance(strategy = InheritanceType.JOINED)
	public static class Animal extends Living {

		@Id
		private @Nullable String id;

		protected Animal() {
		}

		public Animal(String name) {
			super(name);
			this.id = name;
		}

		@Override
		public @Nullable Object key() {
			return this.id;
		}

	}

	/** In a table of its own and that of its superclass. */
	@Entity(name = "Mole")
	public static class Mole extends Animal {

		private int hills = 3;

		protected Mole() {
		}

		public Mole(String name) {
			super(name);
		}

		public int getHills() {
			return this.hills;
		}

	}

	/** The root of a hierarchy with a table for each class. */
	@Entity(name = "Machine")
	@Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
	public static class Machine extends Living {

		@Id
		private @Nullable String id;

		protected Machine() {
		}

		public Machine(String name) {
			super(name);
			this.id = name;
		}

		@Override
		public @Nullable Object key() {
			return this.id;
		}

	}

	/** In a table of its own alone. */
	@Entity(name = "Mower")
	public static class Mower extends Machine {

		protected Mower() {
		}

		public Mower(String name) {
			super(name);
		}

	}

}
