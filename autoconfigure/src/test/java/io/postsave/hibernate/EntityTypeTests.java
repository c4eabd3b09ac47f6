package io.postsave.hibernate;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import io.postsave.delivery.SavedType;
import io.postsave.hibernate.Museum.Artist;
import io.postsave.hibernate.Museum.Exhibit;
import io.postsave.hibernate.Museum.Place;
import io.postsave.hibernate.Museum.Visit;
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
 * Tests for {@link EntityType} and {@link EntityTypes}.
 */
class EntityTypeTests {

	private static TestFactory factory;

	private static EntityTypes types;

	private static EntityType exhibit;

	@BeforeAll
	static void open() {
		factory = TestFactory.of(Map.of("hibernate.persistenceUnitName", "museum"), Exhibit.class, Artist.class,
				Visit.class);
		types = new EntityTypes(factory.get(), (type) -> true);
		exhibit = types.of(factory.persister(Exhibit.class));
	}

	@AfterAll
	static void close() {
		factory.close();
	}

	private static int index(String attribute) {
		return factory.index(Exhibit.class, attribute);
	}

	@Test
	void typeIsMadeOnceForAPersister() {
		assertThat(types.of(factory.persister(Exhibit.class))).isSameAs(exhibit);
		assertThat(exhibit.savedType()).isEqualTo(new SavedType(Exhibit.class, "museum"));
	}

	@Test
	void unitWithoutANameIsTheDefaultOne() {
		try (TestFactory nameless = TestFactory.of(Artist.class)) {
			assertThat(EntityTypes.nameOf(nameless.get())).isEqualTo("default");
		}
		assertThat(EntityTypes.nameOf(factory.get())).isEqualTo("museum");
	}

	@Test
	void columnsHaveTheNamesOfTheirAttributesButVersionAndCollectionsHaveNone() {
		assertThat(exhibit.names()).filteredOn(Objects::nonNull)
			.containsExactlyInAnyOrder("artist", "image", "inventory", "label", "place", "price", "title");
		assertThat(Stream.of("version", "tags", "visits").map((name) -> exhibit.names()[index(name)]))
			.containsOnlyNulls();
	}

	@Test
	void updatesWriteWhatIsUpdatableOrGeneratedByThem() {
		assertThat(exhibit.isWrittenByUpdates(index("title"))).isTrue();
		assertThat(exhibit.isWrittenByUpdates(index("label"))).isTrue();
		assertThat(exhibit.isWrittenByUpdates(index("inventory"))).isFalse();
	}

	@ParameterizedTest
	@MethodSource
	void changeGoesFromOneValueToAnotherOneOfItsType(String attribute, @Nullable Object oldValue,
			@Nullable Object newValue, boolean change) {
		assertThat(exhibit.isChange(index(attribute), oldValue, newValue)).isEqualTo(change);
	}

	static Stream<Arguments> changeGoesFromOneValueToAnotherOneOfItsType() {
		return Stream.of(Arguments.of("title", "a", "b", true), Arguments.of("title", "a", new String("a"), false),
				Arguments.of("title", null, "a", true), Arguments.of("title", "a", null, true),
				Arguments.of("title", null, null, false), Arguments.of("title", EntityType.UNKNOWN, "a", true),
				Arguments.of("title", EntityType.UNKNOWN, null, true),
				Arguments.of("title", "a", EntityType.UNKNOWN, false),
				Arguments.of("title", EntityType.UNKNOWN, EntityType.UNKNOWN, false),
				Arguments.of("image", new byte[] { 1 }, new byte[] { 1 }, false),
				Arguments.of("image", new byte[] { 1 }, new byte[] { 2 }, true),
				Arguments.of("price", new BigDecimal("1.0"), new BigDecimal("1.00"), false),
				Arguments.of("place", new Place("1", "a"), new Place("1", "a"), false),
				Arguments.of("place", new Place("1", "a"), new Place("1", "b"), true),
				Arguments.of("artist", new Artist(1, "a"), new Artist(1, "b"), false),
				Arguments.of("artist", new Artist(1, "a"), new Artist(2, "a"), true));
	}

	@Test
	void unfetchedValueIsToldAsNull() {
		assertThat(EntityType.fetched(EntityType.UNKNOWN)).isNull();
		assertThat(EntityType.fetched("a")).isEqualTo("a");
	}

	@Test
	void stateOfAnEntityWithoutLazyAttributesIsNotCopied() {
		Object[] state = { "a", EntityType.UNKNOWN };
		assertThat(exhibit.snapshot(state)).isSameAs(state);
	}

	@Test
	void stateThatLacksLazyAttributesIsCopied() {
		EntityType lazy = new EntityType(Stubs.withLazyProperties(exhibit.persister()), exhibit.savedType(),
				exhibit.names(), exhibit.indexes(), exhibit.writtenByUpdates(), exhibit.attributes(),
				exhibit.collections(), exhibit.unit());
		Object[] lacking = { "a", EntityType.UNKNOWN };
		assertThat(lazy.snapshot(lacking)).isNotSameAs(lacking).containsExactly("a", EntityType.UNKNOWN);
		Object[] complete = { "a", "b" };
		assertThat(lazy.snapshot(complete)).isSameAs(complete);
	}

	@Test
	void attributeOfTheEntityCanChange() {
		assertThat(exhibit.hasAttribute("title")).isTrue();
		assertThat(exhibit.hasAttribute("tags")).isTrue();
	}

	@Test
	void attributeOfAnotherEntityIsNoError() {
		assertThat(exhibit.hasAttribute("remark")).isFalse();
	}

	@Test
	void attributeThatAnotherEntityHasAsOneThatCannotChangeIsNoError() {
		assertThat(types.of(factory.persister(Artist.class)).hasAttribute("version")).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "id", "version", "visits", "colour", "place.room" })
	void whatCanChangeInNoEntityIsAnErrorThatNamesEntityAndUnit(String name) {
		assertThatIllegalArgumentException().isThrownBy(() -> exhibit.hasAttribute(name))
			.withMessageStartingWith("'" + name + "' is ")
			.withMessageContainingAll(Exhibit.class.getName(), "persistence unit 'museum'");
	}

	@ParameterizedTest
	@ValueSource(strings = { "id", "version", "visits", "remark", "colour" })
	void whatIsNeverAmongTheChangesOfARowHasNoIndex(String name) {
		assertThat(exhibit.indexOf(name)).isNull();
	}

	@Test
	void attributeHasTheIndexOfItsState() {
		for (String name : new String[] { "title", "inventory", "label", "image", "price", "place", "artist",
				"tags" }) {
			assertThat(exhibit.indexOf(name)).as(name).isEqualTo(index(name));
		}
	}

	@Test
	void everyEntityOfTheUnitIsKnownWithItsAttributes() {
		assertThat(types.entities()).extracting(MappedAttributes::entityType)
			.containsExactlyInAnyOrder(Exhibit.class, Artist.class, Visit.class);
		assertThat(types.entities()).extracting(MappedAttributes::persistenceUnit).containsOnly("museum");
		assertThat(types.entities()).filteredOn((entity) -> entity.entityType() == Visit.class)
			.singleElement()
			.satisfies((visit) -> {
				assertThat(visit.changeable()).containsExactly("exhibit", "remark");
				assertThat(visit.isChangeable("remark")).isTrue();
				assertThat(visit.isChangeable("id")).isFalse();
				assertThat(visit.refusal("id")).startsWith("'id' is the identifier")
					.contains(Visit.class.getName(), "'museum'");
				assertThat(visit.refusal("title")).isNull();
			});
	}

	@Test
	void whatIsKnownOfAnEntityIsTheSameForAnotherFactoryOfItsUnit() {
		try (TestFactory rebuilt = TestFactory.of(Map.of("hibernate.persistenceUnitName", "museum"), Exhibit.class,
				Artist.class, Visit.class)) {
			assertThat(new EntityTypes(rebuilt.get(), (type) -> true).entities()).hasSameElementsAs(types.entities());
		}
	}

	@Test
	void namesAndWrittenByUpdatesAreInTheOrderOfTheState() {
		String[] propertyNames = exhibit.persister().getPropertyNames();
		assertThat(exhibit.names()).hasSameSizeAs(propertyNames);
		assertThat(exhibit.writtenByUpdates()).hasSameSizeAs(propertyNames);
		for (int i = 0; i < propertyNames.length; i++) {
			assertThat(exhibit.names()[i]).isIn(null, propertyNames[i]);
		}
	}

}
