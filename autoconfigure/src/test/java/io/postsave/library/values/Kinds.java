package io.postsave.library.values;

import java.math.BigDecimal;

import jakarta.persistence.Entity;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import org.jspecify.annotations.Nullable;

/**
 * Entities with subclasses, by all strategies.
 */
public final class Kinds {

	private Kinds() {
	}

	/**
	 * What has a table for all.
	 */
	@Entity(name = "OneTable")
	@Inheritance(strategy = InheritanceType.SINGLE_TABLE)
	public static class OneTable extends Numbered {

		public @Nullable String common;

	}

	/**
	 * Its subclass.
	 */
	@Entity(name = "OneTableToo")
	public static class OneTableToo extends OneTable {

		public @Nullable BigDecimal own;

	}

	/**
	 * What has a table for each.
	 */
	@Entity(name = "ManyTables")
	@Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
	public static class ManyTables extends Numbered {

		public @Nullable String common;

	}

	/**
	 * Its subclass.
	 */
	@Entity(name = "ManyTablesToo")
	public static class ManyTablesToo extends ManyTables {

		public @Nullable BigDecimal own;

	}

	/**
	 * What has a table of the rest.
	 */
	@Entity(name = "JoinedTables")
	@Inheritance(strategy = InheritanceType.JOINED)
	public static class JoinedTables extends Numbered {

		public @Nullable String common;

	}

	/**
	 * Its subclass.
	 */
	@Entity(name = "JoinedTablesToo")
	public static class JoinedTablesToo extends JoinedTables {

		public @Nullable BigDecimal own;

	}

}
