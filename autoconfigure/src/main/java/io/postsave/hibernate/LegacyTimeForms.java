package io.postsave.hibernate;

import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Calendar;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.TimeZone;

/**
 * The forms of dates, times and zones as they were before java.time.
 */
final class LegacyTimeForms {

	private LegacyTimeForms() {
	}

	static List<ScalarForm<?>> all() {
		return List.of(ScalarForm.text(Date.class, (value) -> instantOf(value).toString(), LegacyTimeForms::date),
				ScalarForm.text(Timestamp.class, (value) -> value.toInstant().toString(),
						(text) -> timestamp(Instant.parse(text))),
				ScalarForm.text(java.sql.Date.class, (value) -> value.toLocalDate().toString(),
						(text) -> java.sql.Date.valueOf(LocalDate.parse(text))),
				ScalarForm.text(Time.class, (value) -> instantOf(value).toString(),
						(text) -> new Time(Instant.parse(text).toEpochMilli())),
				ScalarForm.text(Calendar.class, LegacyTimeForms::zoned, LegacyTimeForms::calendar),
				ScalarForm.text(GregorianCalendar.class, LegacyTimeForms::zoned, LegacyTimeForms::calendar),
				ScalarForm.text(TimeZone.class, TimeZone::getID, LegacyTimeForms::timeZone));
	}

	/**
	 * Dates and times of the database have no instant of their own.
	 */
	private static Instant instantOf(Date value) {
		return (value instanceof Timestamp timestamp) ? timestamp.toInstant() : Instant.ofEpochMilli(value.getTime());
	}

	/**
	 * What is finer than a date was a timestamp.
	 */
	private static Date date(String text) {
		Instant instant = Instant.parse(text);
		return instant.truncatedTo(ChronoUnit.MILLIS).equals(instant) ? Date.from(instant) : timestamp(instant);
	}

	/**
	 * The JDK's own conversion lets what is too far away overflow.
	 */
	private static Timestamp timestamp(Instant instant) {
		Timestamp timestamp = new Timestamp(instant.toEpochMilli());
		timestamp.setNanos(instant.getNano());
		return timestamp;
	}

	/**
	 * Some zones of calendars, as EST, have no name in java.time.
	 */
	private static String zoned(Calendar value) {
		TimeZone zone = value.getTimeZone();
		ZoneOffset offset = ZoneOffset.ofTotalSeconds(zone.getOffset(value.getTimeInMillis()) / 1000);
		return value.toInstant().atOffset(offset) + "[" + zone.getID() + "]";
	}

	private static GregorianCalendar calendar(String text) {
		int zone = text.indexOf('[');
		GregorianCalendar calendar = new GregorianCalendar(timeZone(text.substring(zone + 1, text.length() - 1)));
		calendar.setTimeInMillis(OffsetDateTime.parse(text.substring(0, zone)).toInstant().toEpochMilli());
		return calendar;
	}

	/**
	 * The JDK takes an unknown zone for Greenwich's.
	 */
	private static TimeZone timeZone(String id) {
		TimeZone zone = TimeZone.getTimeZone(id);
		if (!zone.getID().equals(id)) {
			throw new IllegalArgumentException("No time zone");
		}
		return zone;
	}

}
