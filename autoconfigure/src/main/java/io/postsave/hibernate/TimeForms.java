package io.postsave.hibernate;

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
import java.util.List;

/**
 * The forms of what java.time has.
 */
final class TimeForms {

	private TimeForms() {
	}

	/**
	 * ISO 8601, with what the JDK adds to it for zones.
	 */
	static List<ScalarForm<?>> all() {
		return List.of(ScalarForm.text(Instant.class, Instant::toString, Instant::parse),
				ScalarForm.text(LocalDate.class, LocalDate::toString, LocalDate::parse),
				ScalarForm.text(LocalTime.class, LocalTime::toString, LocalTime::parse),
				ScalarForm.text(LocalDateTime.class, LocalDateTime::toString, LocalDateTime::parse),
				ScalarForm.text(OffsetDateTime.class, OffsetDateTime::toString, OffsetDateTime::parse),
				ScalarForm.text(OffsetTime.class, OffsetTime::toString, OffsetTime::parse),
				ScalarForm.text(ZonedDateTime.class, ZonedDateTime::toString, ZonedDateTime::parse),
				ScalarForm.text(Duration.class, Duration::toString, Duration::parse),
				new ScalarForm<>(Year.class, Year::getValue, (text) -> Year.of(Integer.parseInt(text))),
				ScalarForm.text(ZoneId.class, ZoneId::getId, ZoneId::of),
				ScalarForm.text(ZoneOffset.class, ZoneOffset::getId, ZoneOffset::of));
	}

}
