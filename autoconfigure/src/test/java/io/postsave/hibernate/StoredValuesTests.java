package io.postsave.hibernate;

import io.postsave.hibernate.Samples.Sample;
import io.postsave.library.values.LegacyTimes;
import io.postsave.library.values.Lists;
import io.postsave.library.values.Numbers;
import io.postsave.library.values.Texts;
import io.postsave.library.values.Times;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Values of every type that Hibernate maps to one column, stored and read.
 */
class StoredValuesTests {

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
	void valueIsReadAsItWas(Sample sample) {
		for (Object value : sample.values()) {
			assertThat(unit.thereAndBack(sample.entity(), sample.attribute(), value)).isEqualTo(value);
		}
		assertThat(unit.thereAndBack(sample.entity(), sample.attribute(), null)).isNull();
	}

}
