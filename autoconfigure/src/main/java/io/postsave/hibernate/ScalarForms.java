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
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Calendar;
import java.util.Currency;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.UUID;
import java.util.regex.Pattern;

import org.hibernate.type.descriptor.java.UrlJavaType;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * The forms of all classes of the JDK that Hibernate maps to one column by itself, but
 * classes, which are not to be named by what is stored.
 */
final class ScalarForms {

	private static final int MOST_DIGITS = 100_000;

	/** Jackson, for one, reads no number of more than 1000 digits. */
	private static final int MOST_BITS = 3_000;

	/** The parts of version 4 are below 256, and version 6 has a colon at least. */
	private static final Pattern ADDRESS = Pattern
		.compile("((25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(?!$)|$)){4}|[0-9a-fA-F]*:[0-9a-fA-F:.]*(%.+)?");

	private static final Map<Class<?>, ScalarForm<?>> FORMS = new HashMap<>();

	static {
		addSimple();
		addNumbers();
		addTimes();
		addLegacyTimes();
		addOthers();
		addArrays();
	}

	private ScalarForms() {
	}

	/**
	 * Return the form of the values of a class, {@code null} if it is none of these.
	 */
	static @Nullable PlainForm of(Class<?> javaClass) {
		return isEnum(javaClass) ? ofEnum(javaClass) : FORMS.get(ClassUtils.resolvePrimitiveIfNecessary(javaClass));
	}

	private static boolean isEnum(Class<?> javaClass) {
		return javaClass.isEnum() || (javaClass.getSuperclass() != null && javaClass.getSuperclass().isEnum());
	}

	/**
	 * A constant that has a body is of a class of its own.
	 */
	@SuppressWarnings({ "unchecked", "rawtypes" })
	private static PlainForm ofEnum(Class<?> javaClass) {
		Class<? extends Enum> enumClass = (javaClass.isEnum() ? javaClass : javaClass.getSuperclass())
			.asSubclass(Enum.class);
		return ScalarForm.text((Class<Enum>) enumClass, Enum::name, (name) -> Enum.valueOf(enumClass, name));
	}

	private static void add(ScalarForm<?> form) {
		FORMS.put(form.javaClass(), form);
	}

	private static void addSimple() {
		add(ScalarForm.text(String.class, (value) -> value, (text) -> text));
		add(ScalarForm.text(Character.class, Object::toString, ScalarForms::singleCharacter));
		add(new ScalarForm<>(Boolean.class, (value) -> value, ScalarForms::readBoolean));
		add(ScalarForm.text(UUID.class, UUID::toString, UUID::fromString));
	}

	private static Character singleCharacter(String text) {
		if (text.length() != 1) {
			throw new IllegalArgumentException("More or less than one character");
		}
		return text.charAt(0);
	}

	private static Boolean readBoolean(String text) {
		return switch (text) {
			case "true" -> true;
			case "false" -> false;
			default -> throw new IllegalArgumentException("Neither true nor false");
		};
	}

	/**
	 * What JSON has no number for, or what not every parser of it takes, is a string.
	 * Numbers are read by their digits, however they were parsed.
	 */
	private static void addNumbers() {
		add(new ScalarForm<>(Byte.class, (value) -> value, (text) -> number(text).byteValueExact()));
		add(new ScalarForm<>(Short.class, (value) -> value, (text) -> number(text).shortValueExact()));
		add(new ScalarForm<>(Integer.class, (value) -> value, (text) -> number(text).intValueExact()));
		add(new ScalarForm<>(Long.class, (value) -> value, (text) -> number(text).longValueExact()));
		add(new ScalarForm<>(BigInteger.class, (value) -> isLong(value) ? value.toString() : value,
				(text) -> wholeNumber(number(text))));
		add(new ScalarForm<>(BigDecimal.class,
				(value) -> isLong(value.unscaledValue()) ? value.toString() : (Object) value, ScalarForms::number));
		add(new ScalarForm<>(Float.class, (value) -> isNumber(value) ? (Object) value : value.toString(),
				Float::valueOf));
		add(new ScalarForm<>(Double.class, (value) -> isNumber(value) ? (Object) value : value.toString(),
				Double::valueOf));
	}

	/**
	 * Whether JSON has the number, and it is the same one when it is read by its digits.
	 */
	private static boolean isNumber(double value) {
		return Double.isFinite(value) && (value != 0 || 1 / value > 0);
	}

	private static boolean isLong(BigInteger value) {
		return value.bitLength() > MOST_BITS;
	}

	private static BigDecimal number(String text) {
		if (text.length() > MOST_DIGITS) {
			throw new NumberFormatException("Too many digits");
		}
		return new BigDecimal(text);
	}

	/**
	 * A few characters can say a number of gigabytes.
	 */
	private static BigInteger wholeNumber(BigDecimal number) {
		if (Math.abs((long) number.scale()) > MOST_DIGITS) {
			throw new ArithmeticException("Too many digits");
		}
		return number.toBigIntegerExact();
	}

	/**
	 * ISO 8601, with what the JDK adds to it for zones.
	 */
	private static void addTimes() {
		add(ScalarForm.text(Instant.class, Instant::toString, Instant::parse));
		add(ScalarForm.text(LocalDate.class, LocalDate::toString, LocalDate::parse));
		add(ScalarForm.text(LocalTime.class, LocalTime::toString, LocalTime::parse));
		add(ScalarForm.text(LocalDateTime.class, LocalDateTime::toString, LocalDateTime::parse));
		add(ScalarForm.text(OffsetDateTime.class, OffsetDateTime::toString, OffsetDateTime::parse));
		add(ScalarForm.text(OffsetTime.class, OffsetTime::toString, OffsetTime::parse));
		add(ScalarForm.text(ZonedDateTime.class, ZonedDateTime::toString, ZonedDateTime::parse));
		add(ScalarForm.text(Duration.class, Duration::toString, Duration::parse));
		add(new ScalarForm<>(Year.class, Year::getValue, (text) -> Year.of(number(text).intValueExact())));
		add(ScalarForm.text(ZoneId.class, ZoneId::getId, ZoneId::of));
		add(ScalarForm.text(ZoneOffset.class, ZoneOffset::getId, ZoneOffset::of));
	}

	private static void addLegacyTimes() {
		add(ScalarForm.text(Date.class, (value) -> instantOf(value).toString(), ScalarForms::date));
		add(ScalarForm.text(Timestamp.class, (value) -> value.toInstant().toString(),
				(text) -> timestamp(Instant.parse(text))));
		add(ScalarForm.text(java.sql.Date.class, (value) -> value.toLocalDate().toString(),
				(text) -> java.sql.Date.valueOf(LocalDate.parse(text))));
		add(ScalarForm.text(Time.class, (value) -> instantOf(value).toString(),
				(text) -> new Time(Instant.parse(text).toEpochMilli())));
		add(ScalarForm.text(Calendar.class, ScalarForms::zoned, ScalarForms::calendar));
		add(ScalarForm.text(GregorianCalendar.class, ScalarForms::zoned, ScalarForms::calendar));
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

	private static void addOthers() {
		add(ScalarForm.text(Locale.class, Locale::toLanguageTag, ScalarForms::locale));
		add(ScalarForm.text(Currency.class, Currency::getCurrencyCode, Currency::getInstance));
		add(ScalarForm.text(TimeZone.class, TimeZone::getID, ScalarForms::timeZone));
		add(ScalarForm.text(URI.class, URI::toString, URI::create));
		add(ScalarForm.text(URL.class, URL::toString, UrlJavaType.INSTANCE::fromString));
		add(ScalarForm.text(InetAddress.class, InetAddress::getHostAddress, ScalarForms::address));
	}

	/**
	 * The JDK leaves out what it does not understand.
	 */
	private static Locale locale(String tag) {
		Locale locale = Locale.forLanguageTag(tag);
		if (!locale.toLanguageTag().equals(tag)) {
			throw new IllegalArgumentException("No language tag");
		}
		return locale;
	}

	/**
	 * An address alone is read, no name that somebody would have to be asked for.
	 */
	private static InetAddress address(String text) {
		if (!ADDRESS.matcher(text).matches()) {
			throw new IllegalArgumentException("No address");
		}
		try {
			return InetAddress.getByName(text);
		}
		catch (UnknownHostException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

	private static void addArrays() {
		add(ScalarForm.text(byte[].class, Base64.getEncoder()::encodeToString, Base64.getDecoder()::decode));
		add(ScalarForm.text(Byte[].class, (value) -> Base64.getEncoder().encodeToString(unboxed(value)),
				(text) -> boxed(Base64.getDecoder().decode(text))));
		add(ScalarForm.text(char[].class, String::valueOf, String::toCharArray));
		add(ScalarForm.text(Character[].class, ScalarForms::joined,
				(text) -> text.chars().mapToObj((character) -> (char) character).toArray(Character[]::new)));
	}

	private static byte[] unboxed(Byte[] value) {
		byte[] bytes = new byte[value.length];
		for (int i = 0; i < bytes.length; i++) {
			bytes[i] = value[i];
		}
		return bytes;
	}

	private static Byte[] boxed(byte[] value) {
		Byte[] bytes = new Byte[value.length];
		for (int i = 0; i < bytes.length; i++) {
			bytes[i] = value[i];
		}
		return bytes;
	}

	private static String joined(Character[] value) {
		StringBuilder text = new StringBuilder(value.length);
		for (Character character : value) {
			text.append(character.charValue());
		}
		return text.toString();
	}

}
