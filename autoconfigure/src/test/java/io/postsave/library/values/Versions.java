package io.postsave.library.values;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import org.hibernate.annotations.Type;
import org.jspecify.annotations.Nullable;

/**
 * Entities with versions and identifiers of every type.
 */
public final class Versions {

	private Versions() {
	}

	/**
	 * An entity.
	 */
	@Entity(name = "OfIntegers")
	public static class OfIntegers {

		@Id
		public @Nullable Integer id;

		@Version
		public int version;

	}

	/**
	 * An entity.
	 */
	@Entity(name = "OfLongs")
	public static class OfLongs {

		@Id
		public long id;

		@Version
		public @Nullable Long version;

	}

	/**
	 * An entity.
	 */
	@Entity(name = "OfShorts")
	public static class OfShorts {

		@Id
		public @Nullable Short id;

		@Version
		public @Nullable Short version;

	}

	/**
	 * An entity.
	 */
	@Entity(name = "OfInstants")
	public static class OfInstants {

		@Id
		public @Nullable UUID id;

		@Version
		public @Nullable Instant version;

	}

	/**
	 * An entity.
	 */
	@Entity(name = "OfTimestamps")
	public static class OfTimestamps {

		@Id
		public @Nullable String id;

		@Version
		public @Nullable Timestamp version;

	}

	/**
	 * An entity.
	 */
	@Entity(name = "OfLocalTimes")
	public static class OfLocalTimes {

		@Id
		public @Nullable Shade id;

		@Version
		public @Nullable LocalDateTime version;

	}

	/**
	 * An entity whose version has no text.
	 */
	@Entity(name = "OfPoints")
	public static class OfPoints {

		@Id
		public long id;

		@Version
		@Type(Point.OfAVersionType.class)
		public @Nullable Point version;

	}

}
