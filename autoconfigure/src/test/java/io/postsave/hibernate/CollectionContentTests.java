package io.postsave.hibernate;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.annotations.SortComparator;
import org.hibernate.collection.spi.PersistentCollection;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CollectionContent}.
 */
class CollectionContentTests {

	private static final List<String> WORDS = List.of("epic", "novel", "satire", "gothic", "politics");

	private static final String[] SORTED = { "satire", "politics", "novel", "gothic", "epic" };

	@SuppressWarnings("NullAway.Init")
	private static TestFactory factory;

	@BeforeAll
	static void buildFactory() {
		factory = TestFactory.of(Glossary.class);
		factory.inTransaction((session) -> session.persist(new Glossary()));
	}

	@AfterAll
	static void closeFactory() {
		factory.close();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void sortedSetIsToldSorted(boolean snapshot) {
		assertThat(elementsOf("words", snapshot, SortedSet.class)).containsExactly(SORTED);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void sortedMapIsToldSorted(boolean snapshot) {
		assertThat(elementsOf("meanings", snapshot, SortedMap.class)).containsExactly(SORTED);
	}

	private static List<String> elementsOf(String attribute, boolean withSnapshot, Class<?> type) {
		Object[] content = new Object[1];
		factory.inTransaction((session) -> {
			Glossary glossary = session.find(Glossary.class, 1L);
			PersistentCollection<?> collection = (PersistentCollection<?>) Objects.requireNonNull(
					factory.persister(Glossary.class).getValue(glossary, factory.index(Glossary.class, attribute)));
			collection.forceInitialization();
			content[0] = CollectionContent.of(collection, withSnapshot ? collection.getStoredSnapshot() : null).value();
		});
		assertThat(content[0]).isInstanceOf(type);
		return textsOf(content[0]);
	}

	private static List<String> textsOf(@Nullable Object content) {
		Collection<?> elements = (content instanceof SortedMap<?, ?> map) ? map.keySet()
				: (SortedSet<?>) Objects.requireNonNull(content);
		return elements.stream().map(String::valueOf).toList();
	}

	/**
	 * An entity with sorted collections.
	 */
	@Entity
	static class Glossary {

		@Id
		private long id = 1;

		@ElementCollection
		@SortComparator(Backwards.class)
		private SortedSet<String> words = new TreeSet<>(new Backwards());

		@ElementCollection
		@SortComparator(Backwards.class)
		private SortedMap<String, String> meanings = new TreeMap<>(new Backwards());

		Glossary() {
			this.words.addAll(WORDS);
			WORDS.forEach((word) -> this.meanings.put(word, "not known"));
		}

	}

	/**
	 * The order of the words from the last to the first.
	 */
	public static final class Backwards implements Comparator<String> {

		@Override
		public int compare(String word, String other) {
			return other.compareTo(word);
		}

	}

}
