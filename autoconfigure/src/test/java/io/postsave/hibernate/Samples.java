package io.postsave.hibernate;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URI;
import java.net.URL;
import java.net.UnknownHostException;
import java.sql.Time;
import java.sql.Timestamp;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Currency;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeSet;
import java.util.UUID;

import io.postsave.library.values.LegacyTimes;
import io.postsave.library.values.Lists;
import io.postsave.library.values.Numbers;
import io.postsave.library.values.Point;
import io.postsave.library.values.Shade;
import io.postsave.library.values.Texts;
import io.postsave.library.values.Times;

/**
 * Values of every type that Hibernate maps to one column, by the attributes of the
 * entities that have them: those that every database keeps, and then those at the edges
 * of their types.
 */
final class Samples {

	private static final int KEPT = 2;

	private final List<Sample> samples = new ArrayList<>();

	private Samples() {
		addTimes();
		addLegacyTimes();
		addNumbers();
		addTexts();
		addAddresses();
		addArrays();
		addLists();
	}

	static List<Sample> all() {
		return new Samples().samples;
	}

	static List<Sample> of(Class<?> entity) {
		return all().stream().filter((sample) -> sample.entity() == entity).toList();
	}

	private void add(Class<?> entity, String attribute, Object... values) {
		this.samples.add(new Sample(entity, attribute, List.of(values)));
	}

	private void addTimes() {
		LocalDateTime time = LocalDateTime.of(2024, 10, 27, 2, 30, 15, 123_456_000);
		LocalDateTime fine = time.withNano(123_456_789);
		ZoneOffset odd = ZoneOffset.ofHoursMinutesSeconds(-3, -30, -15);
		ZoneId berlin = ZoneId.of("Europe/Berlin");
		add(Times.class, "instant", Instant.parse("2024-02-29T23:59:59.123456Z"), Instant.EPOCH, Instant.MIN,
				Instant.MAX, Instant.parse("-0044-03-15T12:00:00.000000001Z"));
		add(Times.class, "localDate", LocalDate.of(2024, 2, 29), LocalDate.of(1582, 10, 4), LocalDate.MIN,
				LocalDate.MAX, LocalDate.of(-44, 3, 15), LocalDate.of(12024, 1, 1));
		add(Times.class, "localTime", LocalTime.of(13, 14, 15), LocalTime.MIDNIGHT, LocalTime.MAX,
				LocalTime.of(1, 2, 0, 3));
		add(Times.class, "localDateTime", time, time.withNano(0).withSecond(0), fine, LocalDateTime.MIN,
				LocalDateTime.MAX);
		for (String attribute : List.of("offsetInAColumn", "offsetNormalized")) {
			add(Times.class, attribute, time.atOffset(ZoneOffset.ofHours(5)), time.atOffset(ZoneOffset.UTC),
					fine.atOffset(odd));
		}
		add(Times.class, "offsetDateTime", time.atOffset(ZoneOffset.ofHours(5)), time.atOffset(ZoneOffset.UTC),
				fine.atOffset(odd), OffsetDateTime.MIN, OffsetDateTime.MAX);
		for (String attribute : List.of("offsetTime", "offsetOfATimeInAColumn")) {
			add(Times.class, attribute, OffsetTime.of(13, 14, 15, 0, ZoneOffset.ofHours(-7)),
					OffsetTime.of(0, 0, 0, 0, ZoneOffset.UTC), OffsetTime.of(1, 2, 3, 4, odd), OffsetTime.MAX);
		}
		add(Times.class, "zoneInAColumn", time.atZone(ZoneOffset.ofHours(2)), time.atZone(ZoneOffset.UTC));
		add(Times.class, "zonedDateTime", time.atZone(ZoneOffset.ofHours(2)), time.atZone(ZoneOffset.UTC),
				fine.atZone(berlin).withEarlierOffsetAtOverlap(), fine.atZone(berlin).withLaterOffsetAtOverlap(),
				fine.atZone(ZoneId.of("UTC")), fine.atZone(ZoneId.of("GMT+1")),
				ZonedDateTime.of(LocalDateTime.MAX, berlin), fine.atZone(odd));
		add(Times.class, "duration", Duration.ofSeconds(-1, 5_000), Duration.ZERO,
				Duration.ofSeconds(Long.MAX_VALUE, 999_999_999), Duration.ofSeconds(Long.MIN_VALUE));
		add(Times.class, "year", Year.of(2024), Year.of(1), Year.of(-44), Year.of(Year.MAX_VALUE));
		add(Times.class, "zoneId", berlin, ZoneId.of("UTC"), ZoneOffset.UTC, ZoneId.of("GMT+01:30"), odd);
		add(Times.class, "zoneOffset", ZoneOffset.UTC, ZoneOffset.ofHours(5), odd, ZoneOffset.MIN);
	}

	private void addLegacyTimes() {
		Timestamp fine = Timestamp.from(Instant.parse("2024-02-29T01:02:03.123456Z"));
		Date day = Date.from(LocalDate.of(2024, 2, 29).atStartOfDay(ZoneId.systemDefault()).toInstant());
		add(LegacyTimes.class, "date", new Date(1_700_000_000_123L), new Date(0), new Date(-62_200_000_000_001L), fine);
		add(LegacyTimes.class, "dateAlone", day, day, new java.sql.Date(day.getTime()));
		add(LegacyTimes.class, "timeAlone", new Date(3_723_000), new Date(0), new Time(7_000));
		add(LegacyTimes.class, "timestamp", fine, new Timestamp(0), new Timestamp(-1),
				Timestamp.from(Instant.parse("0001-01-01T00:00:00.000000001Z")));
		add(LegacyTimes.class, "sqlDate", java.sql.Date.valueOf("2024-02-29"), java.sql.Date.valueOf("1970-01-01"),
				java.sql.Date.valueOf("0001-01-01"), java.sql.Date.valueOf("1582-10-04"));
		add(LegacyTimes.class, "sqlTime", Time.valueOf("13:14:15"), Time.valueOf("00:00:00"), new Time(3_723_004));
		Calendar calendar = new GregorianCalendar(2024, Calendar.FEBRUARY, 29, 1, 2, 3);
		Calendar elsewhere = new GregorianCalendar(TimeZone.getTimeZone("Asia/Kolkata"));
		elsewhere.setTimeInMillis(1_700_000_000_123L);
		Calendar shortName = new GregorianCalendar(TimeZone.getTimeZone("EST"));
		shortName.setTimeInMillis(5);
		add(LegacyTimes.class, "calendar", calendar, new GregorianCalendar(1970, Calendar.JANUARY, 1), elsewhere,
				shortName);
		add(LegacyTimes.class, "calendarDate", new GregorianCalendar(2024, Calendar.FEBRUARY, 29),
				new GregorianCalendar(1970, Calendar.JANUARY, 1), elsewhere);
	}

	private void addNumbers() {
		add(Numbers.class, "bigDecimal", new BigDecimal("1.50"), new BigDecimal("-0.0000000001"),
				new BigDecimal("1E+3"), new BigDecimal("0.00"), new BigDecimal("0E+7"), new BigDecimal("1E-20"),
				new BigDecimal("12345678901234567890.1234567890"), new BigDecimal(BigInteger.TEN.pow(1500), 700),
				new BigDecimal("1E+1000000000"), new BigDecimal(BigInteger.ONE, Integer.MAX_VALUE));
		add(Numbers.class, "bigInteger", BigInteger.ZERO, new BigInteger("-12345678901234567890123456789"),
				BigInteger.TEN.pow(1500), BigInteger.TEN.pow(90_000).negate());
		addNumber("Byte", (byte) 1, Byte.MIN_VALUE, Byte.MAX_VALUE);
		addNumber("Short", (short) 1, Short.MIN_VALUE, Short.MAX_VALUE);
		addNumber("Int", 1, Integer.MIN_VALUE, Integer.MAX_VALUE);
		addNumber("Long", 1L, Long.MIN_VALUE, Long.MAX_VALUE, 9_007_199_254_740_993L);
		addNumber("Float", 1.1F, -0.5F, -0.0F, 0.0F, Float.NaN, Float.NEGATIVE_INFINITY, Float.MIN_VALUE,
				Float.MAX_VALUE, 16_777_217F);
		addNumber("Double", 1.1, -0.5, -0.0, 0.0, Double.NaN, Double.POSITIVE_INFINITY, Double.MIN_VALUE,
				Double.MAX_VALUE, 0.1 + 0.2, 1e22);
	}

	private void addNumber(String name, Object... values) {
		add(Numbers.class, "primitive" + name, values);
		add(Numbers.class, "wrapped" + (name.equals("Int") ? "Integer" : name), values);
	}

	private void addTexts() {
		for (String attribute : List.of("string", "large", "national")) {
			add(Texts.class, attribute, "\uD83D\uDCDA \u00E4\u0416\u2028\"\\/\t\n\u001B", "x", "", "\u0000\u007F\uFFFF",
					"half \uD83D of a pair, \uDCDA", "null", "[1]", "y".repeat(90_000));
		}
		add(Texts.class, "primitiveChar", 'x', '\u00E4', '\u0000', '\uD83D');
		add(Texts.class, "character", 'x', '\u00E4', '\u0000', '\uD83D', ' ');
		for (String attribute : List.of("primitiveBoolean", "wrappedBoolean", "yesOrNo")) {
			add(Texts.class, attribute, true, false);
		}
		add(Texts.class, "uuid", new UUID(1, 2), new UUID(-1, -1), new UUID(0, 0));
		for (String attribute : List.of("shade", "shadeByNumber", "shadeByLetter")) {
			add(Texts.class, attribute, Shade.LIGHT, Shade.DARK);
		}
	}

	@SuppressWarnings("deprecation")
	private void addAddresses() {
		add(Texts.class, "locale", Locale.GERMANY, Locale.ENGLISH, Locale.ROOT, Locale.TRADITIONAL_CHINESE,
				Locale.forLanguageTag("zh-Hant-TW-u-ca-roc"), new Locale("ja", "JP", "JP"), new Locale("iw"),
				new Locale("en", "US", "POSIX"));
		add(Texts.class, "currency", Currency.getInstance("EUR"), Currency.getInstance("XXX"));
		add(Texts.class, "timeZone", TimeZone.getTimeZone("Europe/Berlin"), TimeZone.getTimeZone("UTC"),
				TimeZone.getTimeZone("EST"), TimeZone.getTimeZone("GMT+3"));
		add(Texts.class, "url", url("https://localhost/a?b=c#d"), url("file:/tmp/x"),
				url("https://localhost/with a blank|and more"), url("jar:file:/tmp/x.jar!/y"));
		add(Texts.class, "address", address("127.0.0.1"), address("2001:db8::ff00:42:8329"), address("::1"),
				address("255.255.255.255"), address("::ffff:1.2.3.4"), address("fe80::1"));
	}

	@SuppressWarnings("deprecation")
	private static URL url(String text) {
		try {
			return new URL(URI.create("http://localhost").toURL(), text);
		}
		catch (java.net.MalformedURLException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

	private static InetAddress address(String text) {
		try {
			return InetAddress.getByName(text);
		}
		catch (UnknownHostException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

	private void addArrays() {
		add(Lists.class, "bytes", new byte[] { 0, -1, 127, -128 }, new byte[] { 5 }, new byte[0]);
		add(Lists.class, "wrappedBytes", new Byte[] { 0, -1, 127 }, new Byte[] { 5 }, new Byte[0]);
		add(Lists.class, "chars", new char[] { 'a', '\u00E4' }, new char[] { 'b' }, new char[] { '\u0000', '\uD83D' },
				new char[0]);
		add(Lists.class, "characters", new Character[] { 'a', '\u00E4' }, new Character[] { 'b' }, new Character[0]);
		add(Lists.class, "strings", new String[] { "a", null, "" }, new String[] { "b" }, new String[0]);
		add(Lists.class, "ints", new int[] { 1, Integer.MIN_VALUE }, new int[] { 0 }, new int[0]);
		add(Lists.class, "doubles", new double[] { 1.5, -2 }, new double[] { 0 },
				new double[] { -0.0, Double.NaN, Double.NEGATIVE_INFINITY });
		add(Lists.class, "uuids", new UUID[] { new UUID(1, 2) }, new UUID[] { new UUID(3, 4), null }, new UUID[0]);
		add(Lists.class, "shades", new Shade[] { Shade.DARK, Shade.LIGHT }, new Shade[] { Shade.LIGHT, null },
				new Shade[0]);
	}

	private void addLists() {
		add(Lists.class, "list", Arrays.asList("a", null, "a"), List.of("b"), List.of());
		add(Lists.class, "set", Set.of(3, 1, 2), Set.of(1), Set.of());
		add(Lists.class, "sorted", new TreeSet<>(List.of(3L, 1L)), new TreeSet<>(List.of(2L)), new TreeSet<>());
		add(Lists.class, "map", Map.of("a", "b", "\"", "\\"), Map.of("c", "d"), Map.of());
		add(Lists.class, "points", List.of(new Point(1, 2), new Point(1, 2)), List.of(new Point(5, 6)), List.of());
		for (String attribute : List.of("point", "pointAsText", "pointOfAnEnhancedType")) {
			add(Lists.class, attribute, new Point(-1, 2), new Point(0, 0));
		}
	}

	/**
	 * Values of one attribute.
	 */
	record Sample(Class<?> entity, String attribute, List<Object> values) {

		/**
		 * Return one of those values that every database keeps.
		 */
		Object kept(int number) {
			return this.values.get(number % KEPT);
		}

		@Override
		public String toString() {
			return this.entity.getSimpleName() + "." + this.attribute;
		}

	}

}
