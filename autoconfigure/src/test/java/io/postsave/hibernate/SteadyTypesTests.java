package io.postsave.hibernate;

import io.postsave.hibernate.Museum.Artist;
import io.postsave.hibernate.Museum.Exhibit;
import io.postsave.hibernate.Museum.Loan;
import io.postsave.hibernate.Museum.Seat;
import io.postsave.hibernate.Museum.Visit;
import io.postsave.library.unsteady.Unsteady;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SteadyTypes}.
 */
class SteadyTypesTests {

	private static TestFactory factory;

	private static SteadyTypes types;

	@BeforeAll
	static void open() {
		factory = TestFactory.of(Exhibit.class, Artist.class, Visit.class, Loan.class, Seat.class,
				Unsteady.Converted.class, Unsteady.Bytes.class, Unsteady.Counting.class, Unsteady.Copying.class,
				Unsteady.Elements.class, Unsteady.UserTyped.class, Unsteady.Plain.class, Unsteady.Natural.class);
		types = new SteadyTypes(factory.get(), false);
	}

	@AfterAll
	static void close() {
		factory.close();
	}

	@ParameterizedTest
	@ValueSource(classes = { Artist.class, Visit.class, Unsteady.Plain.class })
	void typeOfImmutableValuesReferencesAndCollectionsOfThemIsSteady(Class<?> entity) {
		assertThat(types.isSteady(factory.persister(entity))).isTrue();
	}

	/**
	 * A reference that updates do not write is found again and again if it is changed;
	 * the others have bytes, components, converters, user types or getters.
	 */
	@ParameterizedTest
	@ValueSource(classes = { Loan.class, Exhibit.class, Seat.class, Unsteady.Converted.class, Unsteady.Bytes.class,
			Unsteady.Counting.class, Unsteady.Copying.class, Unsteady.Elements.class, Unsteady.UserTyped.class,
			Unsteady.Natural.class })
	void typeOfWhichAFlushMayFindSomethingAgainIsNot(Class<?> entity) {
		assertThat(types.isSteady(factory.persister(entity))).isFalse();
	}

	@Test
	void noTypeIsSteadyWhereCallbacksComeLate() {
		SteadyTypes changed = new SteadyTypes(factory.get(), true);
		assertThat(changed.isSteady(factory.persister(Artist.class))).isFalse();
		assertThat(changed.areAll()).isFalse();
	}

	@Test
	void oneUnsteadyTypeIsEnoughForAUnitToBeLookedAt() {
		assertThat(types.areAll()).isFalse();
		try (TestFactory steady = TestFactory.of(Artist.class)) {
			assertThat(new SteadyTypes(steady.get(), false).areAll()).isTrue();
		}
	}

}
