package io.postsave.hibernate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for {@link OverlookedElements}.
 */
class OverlookedElementsTests {

	private final Object element = new Object();

	private final Object copy = new Object();

	@Test
	void listHoldsTheElementsUntilTheCopiesAreBack() {
		List<Object> snapshot = new ArrayList<>(List.of(this.copy));
		Runnable copies = OverlookedElements.putInto(snapshot, List.of(this.element));
		assertThat(snapshot).containsExactly(this.element);
		copies.run();
		assertThat(snapshot).containsExactly(this.copy);
	}

	@Test
	void mapHoldsTheValuesUntilTheCopiesAreBack() {
		Map<Object, Object> snapshot = new LinkedHashMap<>(Map.of("key", this.copy));
		Runnable copies = OverlookedElements.putInto(snapshot, Map.of("key", this.element));
		assertThat(snapshot).isEqualTo(Map.of("key", this.element));
		copies.run();
		assertThat(snapshot).isEqualTo(Map.of("key", this.copy));
	}

	@Test
	void snapshotOfASetHoldsTheElementsUntilTheCopiesAreBack() {
		Map<Object, Object> snapshot = new LinkedHashMap<>(Map.of(this.copy, this.copy));
		Runnable copies = OverlookedElements.putInto(snapshot, new LinkedHashSet<>(Set.of(this.element)));
		assertThat(snapshot).isEqualTo(Map.of(this.element, this.element));
		copies.run();
		assertThat(snapshot).isEqualTo(Map.of(this.copy, this.copy));
	}

	@Test
	void arrayHoldsTheElementsUntilTheCopiesAreBack() {
		Object[] snapshot = { this.copy };
		Runnable copies = OverlookedElements.putInto(snapshot, new Object[] { this.element });
		assertThat(snapshot).containsExactly(this.element);
		copies.run();
		assertThat(snapshot).containsExactly(this.copy);
	}

	@ParameterizedTest
	@MethodSource
	void snapshotOfOtherElementsStaysAsItIs(Object snapshot, Object collection) {
		String before = String.valueOf(snapshot);
		Runnable copies = OverlookedElements.putInto(snapshot, collection);
		assertThat(snapshot).hasToString(before);
		copies.run();
		assertThat(snapshot).hasToString(before);
	}

	static Stream<Arguments> snapshotOfOtherElementsStaysAsItIs() {
		return Stream.of(Arguments.of(List.of("a"), List.of("a", "b")), Arguments.of(Map.of("a", 1), Map.of("b", 1)),
				Arguments.of(Map.of("a", "a"), Set.of("a", "b")),
				Arguments.of(new Object[] { "a" }, new Object[] { "a", "b" }), Arguments.of("a", List.of("a")));
	}

	@Test
	void collectionWithoutASnapshotHasNothingToHold() {
		assertThatNoException().isThrownBy(OverlookedElements.putInto(null, List.of("a"))::run);
	}

}
