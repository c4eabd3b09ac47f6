package io.postsave.hibernate;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;

import io.postsave.library.values.LegacyTimes;
import io.postsave.library.values.Lists;
import io.postsave.library.values.Numbers;
import io.postsave.library.values.Texts;
import io.postsave.library.values.Times;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random values, stored and read.
 */
class RandomValuesTests {

	private static final int VALUES = 300;

	private static final List<String> ZONES = ZoneId.getAvailableZoneIds().stream().sorted().toList();

	private static StoredUnit unit;

	@BeforeAll
	static void open() {
		unit = StoredUnit.of(Times.class, LegacyTimes.class, Numbers.class, Texts.class, Lists.class);
	}

	@AfterAll
	static void close() {
		unit.close();
	}

	@ParameterizedTest
	@MethodSource
	void valueIsReadAsItWas(Class<?> entity, String attribute, Function<Random, Object> values) {
		Random random = new Random(attribute.hashCode());
		for (int i = 0; i < VALUES; i++) {
			Object value = values.apply(random);
			assertThat(unit.thereAndBack(entity, attribute, value)).isEqualTo(value);
		}
	}

	static List<Arguments> valueIsReadAsItWas() {
		return List.of(of(Times.class, "instant", RandomValuesTests::instant),
				of(Times.class, "localDate", (random) -> LocalDate.ofEpochDay(random.nextInt())),
				of(Times.class, "localTime", (random) -> LocalTime.ofNanoOfDay(random.nextLong(86_400_000_000_000L))),
				of(Times.class, "offsetDateTime",
						(random) -> OffsetDateTime.ofInstant(instant(random), offset(random))),
				of(Times.class, "offsetInAColumn", (random) -> instant(random).atOffset(offset(random))),
				of(Times.class, "zonedDateTime", (random) -> ZonedDateTime.ofInstant(instant(random), zone(random))),
				of(Times.class, "duration", (random) -> Duration.ofSeconds(random.nextLong(), random.nextInt(1 << 29))),
				of(Times.class, "zoneOffset", RandomValuesTests::offset),
				of(LegacyTimes.class, "timestamp", (random) -> Timestamp.from(instant(random))),
				of(Numbers.class, "bigDecimal",
						(random) -> new BigDecimal(new BigInteger(random.nextInt(5_000), random), random.nextInt())),
				of(Numbers.class, "bigInteger", (random) -> new BigInteger(random.nextInt(5_000), random).negate()),
				of(Numbers.class, "wrappedLong", Random::nextLong),
				of(Numbers.class, "wrappedFloat", (random) -> Float.intBitsToFloat(random.nextInt())),
				of(Numbers.class, "wrappedDouble", (random) -> Double.longBitsToDouble(random.nextLong())),
				of(Texts.class, "string", RandomValuesTests::string),
				of(Texts.class, "character", (random) -> (char) random.nextInt(1 << 16)),
				of(Texts.class, "uuid", (random) -> new UUID(random.nextLong(), random.nextLong())),
				of(Lists.class, "bytes", RandomValuesTests::bytes),
				of(Lists.class, "ints", (random) -> random.ints(random.nextInt(20)).toArray()));
	}

	private static Arguments of(Class<?> entity, String attribute, Function<Random, Object> values) {
		return Arguments.of(entity, attribute, values);
	}

	private static Instant instant(Random random) {
		return Instant.ofEpochSecond(random.nextLong(-1L << 45, 1L << 45), random.nextInt(1_000_000_000));
	}

	private static ZoneOffset offset(Random random) {
		return ZoneOffset.ofTotalSeconds(random.nextInt(-64_800, 64_801));
	}

	private static ZoneId zone(Random random) {
		return ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
	}

	private static String string(Random random) {
		char[] characters = new char[random.nextInt(50)];
		for (int i = 0; i < characters.length; i++) {
			characters[i] = (char) random.nextInt(1 << random.nextInt(1, 17));
		}
		return new String(characters);
	}

	private static byte[] bytes(Random random) {
		byte[] bytes = new byte[random.nextInt(50)];
		random.nextBytes(bytes);
		return bytes;
	}

}
