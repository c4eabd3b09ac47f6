package io.postsave.hibernate;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.postsave.library.values.Maker;
import io.postsave.library.values.Seat;
import io.postsave.library.values.Shade;
import io.postsave.library.values.Slot;
import io.postsave.library.values.Stock;
import io.postsave.library.values.Versions;
import org.hibernate.Hibernate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Identifiers and versions, stored and read.
 */
class StoredIdentifiersTests {

	private static StoredUnit unit;

	@BeforeAll
	static void open() {
		unit = StoredUnit.of(Maker.class, Slot.class, Seat.class, Stock.class, Versions.OfIntegers.class,
				Versions.OfLongs.class, Versions.OfShorts.class, Versions.OfInstants.class, Versions.OfTimestamps.class,
				Versions.OfLocalTimes.class);
	}

	@AfterAll
	static void close() {
		unit.close();
	}

	@ParameterizedTest
	@MethodSource
	void identifierAndVersionAreReadAsTheyWere(Class<?> entity, Object id, Object version) {
		assertThat(unit.idThereAndBack(entity, id)).isEqualTo(id);
		assertThat(unit.versionThereAndBack(entity, version)).isEqualTo(version);
	}

	static List<Arguments> identifierAndVersionAreReadAsTheyWere() {
		Instant time = Instant.parse("2024-02-29T01:02:03.123456789Z");
		return List.of(Arguments.of(Versions.OfIntegers.class, -1, Integer.MAX_VALUE),
				Arguments.of(Versions.OfLongs.class, 9_007_199_254_740_993L, Long.MAX_VALUE),
				Arguments.of(Versions.OfShorts.class, Short.MIN_VALUE, (short) 0),
				Arguments.of(Versions.OfInstants.class, new UUID(1, 2), time),
				Arguments.of(Versions.OfTimestamps.class, "\"a\u0000\"", Timestamp.from(time)),
				Arguments.of(Versions.OfLocalTimes.class, Shade.DARK, LocalDateTime.MAX));
	}

	@Test
	void identifierOfSeveralPartsIsReadAsItWas() {
		Slot.Id slot = new Slot.Id("north", LocalDate.of(2024, 2, 29), 3);
		Stock.Key stock = new Stock.Key(5, "cellar");
		assertThat(unit.idThereAndBack(Slot.class, slot)).isEqualTo(slot);
		assertThat(unit.idThereAndBack(Stock.class, stock)).isEqualTo(stock);
	}

	@Test
	void associationInAnIdentifierBecomesAReference() {
		Seat.Id id = (Seat.Id) unit.idThereAndBack(Seat.class, new Seat.Id(new Maker(5), 4));
		assertThat(id.number).isEqualTo(4);
		assertThat(Hibernate.isInitialized(id.maker)).isFalse();
		assertThat(unit.factory().get().getPersistenceUnitUtil().getIdentifier(id.maker)).isEqualTo(5L);
	}

	@Test
	void entityWithoutAVersionHasNone() {
		assertThat(unit.entity(Maker.class).writeVersion(null)).isNull();
		assertThat(unit.entity(Maker.class).readVersion(1)).isNull();
	}

	@Test
	void whatIsNoVersionIsReadAsNone() {
		for (@Nullable
		Object stored : new Object[] { null, "x", List.of(), 1.5, "1e1000000000", true }) {
			assertThat(unit.entity(Versions.OfIntegers.class).readVersion(stored)).isNull();
			assertThat(unit.entity(Versions.OfInstants.class).readVersion(stored)).isNull();
		}
	}

	@ParameterizedTest
	@ValueSource(
			classes = { Versions.OfIntegers.class, Versions.OfInstants.class, Slot.class, Seat.class, Stock.class })
	void whatIsNoIdentifierIsRefused(Class<?> entity) {
		for (@Nullable
		Object stored : new Object[] { null, "x", List.of(), List.of(1), 1.5, "1e1000000000", true, Map.of("a", 1),
				Map.of("number", "x") }) {
			assertThatIllegalArgumentException().isThrownBy(() -> unit.entity(entity).readId(stored));
		}
	}

	@ParameterizedTest
	@ValueSource(longs = { 7, 0 })
	void referenceIsAskedForItsIdentifierAlone(long id) {
		Object reference = unit.entity(Maker.class).reference(id);
		assertThat(Hibernate.isInitialized(reference)).isFalse();
		assertThat(unit.factory().get().getPersistenceUnitUtil().getIdentifier(reference)).isEqualTo(id);
	}

}
