package io.postsave.hibernate;

import java.util.Map;

import io.postsave.AttributeChange;
import io.postsave.hibernate.Samples.Sample;
import io.postsave.library.values.LegacyTimes;
import io.postsave.library.values.Lists;
import io.postsave.library.values.Numbers;
import io.postsave.library.values.Texts;
import io.postsave.library.values.Times;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Stored changes that are not what was written: they are left out, and all others are
 * read.
 */
@ExtendWith(OutputCaptureExtension.class)
class MistrustedValuesTests {

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
	@MethodSource("io.postsave.hibernate.Samples#all")
	void valueWithOtherPartsIsLeftOut(Sample sample) {
		assertThat(read(sample.entity(), sample.attribute(), "[[[{}]]]")).isEmpty();
		assertThat(read(sample.entity(), sample.attribute(), "{\"a\":[[1]]}").values())
			.allMatch((change) -> change.newValue() == null);
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '\'', textBlock = """
			primitiveByte,    128
			wrappedShort,     1e5
			primitiveInt,     1e1000000000
			wrappedInteger,   1.5
			wrappedLong,      1e-1000000000
			wrappedLong,      9223372036854775808
			bigInteger,       1e1000000000
			bigInteger,       0.1
			bigDecimal,       '"one"'
			bigDecimal,       true
			wrappedDouble,    '"much"'
			primitiveFloat,   false
			""")
	void numberOutOfItsTypeIsLeftOut(String attribute, String stored) {
		assertThat(read(Numbers.class, attribute, stored)).isEmpty();
	}

	@Test
	void numberOfEndlessDigitsIsLeftOut() {
		assertThat(read(Numbers.class, "bigDecimal", '"' + "1".repeat(200_000) + '"')).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '\'', textBlock = """
			character,         '"ab"'
			primitiveChar,     '""'
			primitiveBoolean,  '"yes"'
			wrappedBoolean,    1
			yesOrNo,           '"Y"'
			uuid,              '"here"'
			locale,            '"en_US"'
			currency,          '"Taler"'
			timeZone,          '"Middle-Earth/Shire"'
			url,               '"nowhere"'
			shade,             '"GREY"'
			shade,             0
			shadeByNumber,     1
			shadeByLetter,     '"L"'
			address,           '"localhost"'
			address,           '"cafe"'
			address,           '"dead.beef"'
			address,           '"99999999999999"'
			address,           '"300.1.1.1"'
			address,           '"1.2.3.4."'
			address,           '"1.2.3.4.5"'
			address,           '"::1%nowhere"'
			address,           '""'
			""")
	void textOfNoValueIsLeftOut(String attribute, String stored) {
		assertThat(read(Texts.class, attribute, stored)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "instant", "localDate", "localTime", "localDateTime", "offsetDateTime", "offsetInAColumn",
			"offsetTime", "zonedDateTime", "zoneInAColumn", "duration", "year", "zoneId", "zoneOffset" })
	void textOfNoTimeIsLeftOut(String attribute) {
		assertThat(read(Times.class, attribute, "\"once upon a time\"")).isEmpty();
		assertThat(read(Times.class, attribute, "123456789012")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "date", "dateAlone", "timeAlone", "timestamp", "sqlDate", "sqlTime", "calendar",
			"calendarDate" })
	void textOfNoLegacyTimeIsLeftOut(String attribute) {
		assertThat(read(LegacyTimes.class, attribute, "\"once upon a time\"")).isEmpty();
		assertThat(read(LegacyTimes.class, attribute, "\"2024-02-29T00:00:00Z[Middle-Earth/Shire]\"")).isEmpty();
		assertThat(read(LegacyTimes.class, attribute, "\"+1000000000-01-01T00:00:00Z\"")).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '\'', textBlock = """
			bytes,                  '"%"'
			wrappedBytes,           5
			strings,                '"a"'
			ints,                   '[1, null]'
			ints,                   '["one"]'
			uuids,                  '[1]'
			shades,                 '["GREY"]'
			set,                    '[[1]]'
			sorted,                 '[1, null]'
			map,                    '"{"'
			map,                    '"[]"'
			point,                  '"{\\"x\\":{}}"'
			points,                 '[{"x":1}]'
			pointAsText,            '"1"'
			pointOfAnEnhancedType,  '"1"'
			pointOfAType,           '"1|2"'
			""")
	void partsOfNoListAreLeftOut(String attribute, String stored) {
		assertThat(read(Lists.class, attribute, stored)).isEmpty();
	}

	@Test
	void otherChangesAreReadAndTheWarningComesOnce(CapturedOutput output) {
		String stored = """
				{"shade": ["GREY", "LIGHT"], "gone": [1, 2], "id": [1, 2], "uuid": [1], "url": "x",
				"locale": {"a": 1}, "currency": null, "string": ["a", "b"]}""";
		try (StoredUnit other = StoredUnit.of(Texts.class)) {
			assertThat(other.read(Texts.class, stored))
				.containsOnly(Map.entry("string", new AttributeChange("a", "b")));
			assertThat(other.read(Texts.class, stored)).containsOnlyKeys("string");
		}
		assertThat(output).containsOnlyOnce("Changes of 'shade'").doesNotContain("GREY");
	}

	private Map<String, AttributeChange> read(Class<?> entity, String attribute, String stored) {
		return unit.read(entity, "{\"" + attribute + "\": [null, " + stored + "]}");
	}

}
