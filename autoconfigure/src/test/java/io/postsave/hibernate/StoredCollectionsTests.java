package io.postsave.hibernate;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import io.postsave.library.values.Groups;
import io.postsave.library.values.Groups.Step;
import io.postsave.library.values.Maker;
import io.postsave.library.values.Parts.Price;
import io.postsave.library.values.Parts.Size;
import io.postsave.library.values.Shade;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.hibernate.Hibernate;
import org.hibernate.event.spi.EventSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Collections that have tables of their own, stored and read.
 */
class StoredCollectionsTests {

	private static StoredUnit unit;

	@BeforeAll
	static void open() {
		unit = StoredUnit.of(Groups.class, Maker.class);
	}

	@AfterAll
	static void close() {
		unit.close();
	}

	private static Object thereAndBack(String attribute, @Nullable Object value) {
		return Objects.requireNonNull(unit.thereAndBack(Groups.class, attribute, value));
	}

	@ParameterizedTest
	@MethodSource
	void collectionIsReadAsItWas(String attribute, Object collection) {
		assertThat(thereAndBack(attribute, collection)).isEqualTo(collection);
	}

	static List<Arguments> collectionIsReadAsItWas() {
		Price price = new Price(new BigDecimal("1.50"), null);
		return List.of(Arguments.of("set", Set.of("a", "b")), Arguments.of("set", Set.of()),
				Arguments.of("list", Arrays.asList("b", null, "a", "b")), Arguments.of("bag", List.of(2, 1, 2)),
				Arguments.of("bagWithIds", List.of("b", "a", "b")), Arguments.of("array", new String[] { "a", null }),
				Arguments.of("shades", Set.of(Shade.DARK, Shade.LIGHT)), Arguments.of("sizes", Set.of(new Size(1, 2))),
				Arguments.of("prices", List.of(price, price)), Arguments.of("map", Map.of("a", 1, "b", 2)),
				Arguments.of("byShade", Map.of(Shade.DARK, "a")), Arguments.of("bySize", Map.of(new Size(1, 2), "a")));
	}

	@Test
	void sortedCollectionIsSortedByItsComparator() {
		SortedSet<String> sorted = new TreeSet<>(List.of("b", "a", "c"));
		SortedSet<String> backwards = new TreeSet<>(Comparator.reverseOrder());
		backwards.addAll(sorted);
		SortedMap<String, Size> map = new TreeMap<>(Comparator.reverseOrder());
		map.putAll(Map.of("a", new Size(1, 1), "b", new Size(2, 2)));
		assertThat((SortedSet<?>) thereAndBack("sorted", sorted)).isEqualTo(sorted);
		assertThat((Object) ((SortedSet<?>) thereAndBack("backwards", backwards)).first()).isEqualTo("c");
		assertThat((Object) ((SortedMap<?, ?>) thereAndBack("sortedMap", map)).firstKey()).isEqualTo("b");
		assertThat(thereAndBack("sortedMap", map)).isEqualTo(map);
	}

	@ParameterizedTest
	@CsvSource({ "makers", "ordered", "makerArray", "sortedMakers", "sortedAny" })
	void entitiesAreReadAsIdentifiers(String attribute) {
		List<Maker> makers = List.of(new Maker(2), new Maker(1));
		Object value = switch (attribute) {
			case "makerArray" -> makers.toArray(Maker[]::new);
			case "sortedMakers", "sortedAny" -> sorted(makers);
			case "makers" -> identified(makers);
			default -> makers;
		};
		assertThat((Collection<?>) thereAndBack(attribute, value)).asInstanceOf(InstanceOfAssertFactories.COLLECTION)
			.containsExactlyInAnyOrder(2L, 1L);
	}

	private static SortedSet<Maker> sorted(List<Maker> makers) {
		SortedSet<Maker> sorted = new TreeSet<>(new Groups.Unasked());
		sorted.addAll(makers);
		return sorted;
	}

	private static Set<Maker> identified(List<Maker> makers) {
		Set<Maker> identified = Collections.newSetFromMap(new IdentityHashMap<>());
		identified.addAll(makers);
		return identified;
	}

	@Test
	void entitiesInMapsAreReadAsIdentifiers() {
		Map<Maker, String> byMaker = new LinkedHashMap<>();
		byMaker.put(new Maker(2), "a");
		assertThat(thereAndBack("byMaker", byMaker)).isEqualTo(Map.of(2L, "a"));
		assertThat(thereAndBack("byCode", Map.of("x", new Maker(2)))).isEqualTo(Map.of("x", 2L));
	}

	@Test
	void entityInAnElementBecomesAReference() {
		List<?> read = (List<?>) thereAndBack("steps", List.of(new Step("a", new Maker(3)), new Step("b", null)));
		Step first = (Step) read.get(0);
		assertThat(first.name()).isEqualTo("a");
		assertThat(Hibernate.isInitialized(first.maker())).isFalse();
		assertThat(unit.factory().get().getPersistenceUnitUtil().getIdentifier(first.maker())).isEqualTo(3L);
		assertThat(read.get(1)).isEqualTo(new Step("b", null));
	}

	@Test
	void unloadedCollectionStaysSoAndHasNoContent() {
		Groups groups = new Groups();
		groups.id = 1;
		groups.set = Set.of("a");
		groups.map = Map.of("a", 1);
		Map<String, @Nullable Object> loaded = unit.saved(Groups.class, 1L, groups);
		for (String attribute : List.of("set", "map", "makers", "byMaker")) {
			assertThat(unit.thereAndBack(Groups.class, attribute, loaded.get(attribute))).isNull();
			assertThat(Hibernate.isInitialized(loaded.get(attribute))).isFalse();
		}
	}

	@Test
	void collectionsOfRowsAreReadAsTheyWere() {
		Groups groups = new Groups();
		groups.id = 2;
		groups.set = Set.of("a", "b");
		groups.list = List.of("b", "a", "b");
		groups.bagWithIds = List.of("x", "x");
		groups.backwards = new TreeSet<>(new Groups.Backwards());
		groups.backwards.addAll(List.of("a", "b"));
		groups.bySize = Map.of(new Size(1, 2), "a");
		unit.factory().inTransaction((session) -> session.persist(groups));
		try (EventSource session = unit.factory().open()) {
			Groups found = session.find(Groups.class, 2L);
			for (Object collection : Arrays.asList(found.set, found.list, found.bagWithIds, found.backwards,
					found.bySize)) {
				Hibernate.initialize(collection);
			}
			assertThat(thereAndBack("set", found.set)).isEqualTo(groups.set);
			assertThat(thereAndBack("list", found.list)).isEqualTo(groups.list);
			assertThat(thereAndBack("bagWithIds", found.bagWithIds)).isEqualTo(groups.bagWithIds);
			assertThat(thereAndBack("backwards", found.backwards)).isEqualTo(groups.backwards);
			assertThat(thereAndBack("bySize", found.bySize)).isEqualTo(groups.bySize);
		}
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '\'', textBlock = """
			set,        '"a"'
			set,        '{"a":1}'
			set,        '[["a"]]'
			list,       5
			bag,        '["one"]'
			array,      '"a"'
			shades,     '["GREY"]'
			sorted,     '[null]'
			sizes,      '[1]'
			prices,     '[{"amount":"much"}]'
			map,        '{"a":1}'
			map,        '["a"]'
			map,        '[["a"]]'
			map,        '[["a",1,2]]'
			byShade,    '[["GREY","a"]]'
			bySize,     '[["a","b"]]'
			sortedMap,  '[[null,{"width":1}]]'
			makers,     '["one"]'
			byMaker,    '[[{},"a"]]'
			""")
	void contentOfNoCollectionIsLeftOut(String attribute, String stored) {
		assertThat(unit.read(Groups.class, "{\"" + attribute + "\":[null," + stored + "]}")).isEmpty();
	}

}
