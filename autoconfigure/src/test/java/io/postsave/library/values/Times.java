package io.postsave.library.values;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

import jakarta.persistence.Entity;
import org.hibernate.annotations.TimeZoneStorage;
import org.hibernate.annotations.TimeZoneStorageType;
import org.jspecify.annotations.Nullable;

/**
 * All of java.time.
 */
@Entity
public class Times extends Numbered {

	public @Nullable Instant instant;

	public @Nullable LocalDate localDate;

	public @Nullable LocalTime localTime;

	public @Nullable LocalDateTime localDateTime;

	public @Nullable OffsetDateTime offsetDateTime;

	@TimeZoneStorage(TimeZoneStorageType.COLUMN)
	public @Nullable OffsetDateTime offsetInAColumn;

	@TimeZoneStorage(TimeZoneStorageType.NORMALIZE)
	public @Nullable OffsetDateTime offsetNormalized;

	public @Nullable OffsetTime offsetTime;

	@TimeZoneStorage(TimeZoneStorageType.COLUMN)
	public @Nullable OffsetTime offsetOfATimeInAColumn;

	public @Nullable ZonedDateTime zonedDateTime;

	@TimeZoneStorage(TimeZoneStorageType.COLUMN)
	public @Nullable ZonedDateTime zoneInAColumn;

	public @Nullable Duration duration;

	public @Nullable Year year;

	public @Nullable ZoneId zoneId;

	public @Nullable ZoneOffset zoneOffset;

}
