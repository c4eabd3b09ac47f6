package io.postsave.hibernate;

import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.function.Consumer;

import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.event.spi.EventSource;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link CollectionContent}.
 */
class CollectionContentTests {

	private static TestFactory factory;

	private EventSource session;

	private Gallery gallery;

	@BeforeAll
	static void openFactory() {
		factory = TestFactory.of(Map.of("hibernate.globally_quoted_identifiers", true), Gallery.class,
				Gallery.Guest.class);
	}

	@AfterAll
	static void closeFactory() {
		factory.close();
	}

	@BeforeEach
	void open() {
		this.session = factory.open();
		this.session.beginTransaction();
		this.gallery = new Gallery(1);
		this.session.persist(this.gallery);
		this.session.flush();
	}

	@AfterEach
	void close() {
		this.session.getTransaction().rollback();
		this.session.close();
	}

	private OwnedCollection owned(String name) {
		OwnedCollection owned = new EntityTypes(factory.get(), (type) -> true).of(factory.persister(Gallery.class))
			.collections()
			.of(Gallery.class.getName() + "." + name);
		assertThat(owned).isNotNull();
		return Objects.requireNonNull(owned);
	}

	private PersistentCollection<?> wrapper(String name) {
		PersistentCollection<?> wrapper = owned(name).wrapperIn(
				factory.persister(Gallery.class).getValue(this.gallery, owned(name).index()),
				factory.persister(Gallery.class), this.session);
		assertThat(wrapper).isNotNull();
		return Objects.requireNonNull(wrapper);
	}

	private CollectionContent stored(String name) {
		return CollectionContent.of(wrapper(name), wrapper(name).getStoredSnapshot());
	}

	private boolean isSame(String name, CollectionContent first, CollectionContent second) {
		return first.isSame(second, owned(name).elementType(factory.persister(Gallery.class)), factory.get());
	}

	/**
	 * Whether a change of the gallery leaves the content of a collection the same.
	 */
	private boolean isSameAfter(String name, Consumer<Gallery> change) {
		CollectionContent before = stored(name);
		change.accept(this.gallery);
		this.session.flush();
		CollectionContent after = stored(name);
		assertThat(isSame(name, after, before)).isEqualTo(isSame(name, before, after));
		return isSame(name, before, after);
	}

	@Test
	void snapshotIsWhatItIsASnapshotOf() {
		assertThat(stored("set").value()).isInstanceOf(Set.class).isEqualTo(Set.of("a", "b"));
		assertThat(stored("bag").value()).isInstanceOf(List.class).isEqualTo(List.of("a", "b"));
		assertThat(stored("list").value()).isInstanceOf(List.class).isEqualTo(List.of("a", "b"));
		assertThat(stored("map").value()).isInstanceOf(Map.class).isEqualTo(Map.of("k", "a"));
		assertThat((SortedSet<?>) stored("sortedSet").value()).hasToString("[a, b]");
		assertThat((SortedMap<?, ?>) stored("sortedMap").value()).hasToString("{k=a, l=b}");
		assertThat((String[]) stored("array").value()).containsExactly("a", "b");
	}

	@ParameterizedTest
	@ValueSource(strings = { "set", "bag", "list", "sortedSet", "sealed" })
	void collectionCannotBeModified(String name) {
		Collection<?> content = (Collection<?>) Objects.requireNonNull(stored(name).value());
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(content::clear);
	}

	@ParameterizedTest
	@ValueSource(strings = { "map", "sortedMap" })
	void mapCannotBeModified(String name) {
		Map<?, ?> content = (Map<?, ?>) Objects.requireNonNull(stored(name).value());
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(content::clear);
	}

	@Test
	void arrayIsACopyOfItsOwn() {
		CollectionContent content = stored("array");
		((String[]) Objects.requireNonNull(content.value()))[0] = "x";
		assertThat((String[]) content.value()).containsExactly("a", "b");
	}

	@Test
	void contentStaysWhenTheCollectionChanges() {
		CollectionContent content = stored("set");
		Objects.requireNonNull(this.gallery.set).add("c");
		this.session.flush();
		assertThat(content.value()).isEqualTo(Set.of("a", "b"));
		assertThat(stored("set").value()).isEqualTo(Set.of("a", "b", "c"));
	}

	@Test
	void collectionThatNeverChangesHasNoSnapshotButContent() {
		assertThat(wrapper("sealed").getStoredSnapshot()).isNull();
		assertThat((SortedSet<?>) stored("sealed").value()).hasToString("[a, b]");
	}

	@Test
	void collectionThatIsNotLoadedHasNoKnownContent() {
		this.session.clear();
		this.gallery = this.session.find(Gallery.class, 1L);
		assertThat(stored("set")).isSameAs(CollectionContent.UNKNOWN);
		assertThat(CollectionContent.UNKNOWN.value()).isNull();
		assertThat(isSame("set", CollectionContent.UNKNOWN, CollectionContent.NONE)).isFalse();
		assertThat(isSame("set", CollectionContent.NONE, CollectionContent.UNKNOWN)).isFalse();
		assertThat(isSame("set", CollectionContent.UNKNOWN, CollectionContent.UNKNOWN)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "set", "bag", "list", "map", "sortedSet", "sortedMap", "array" })
	void emptyContentIsTheSameAsNone(String name) {
		CollectionContent empty = CollectionContent.emptyLike(wrapper(name));
		assertThat(empty.value()).isInstanceOf(Objects.requireNonNull(stored(name).value()).getClass().isArray()
				? String[].class : interfaceOf(stored(name)));
		assertThat(isSame(name, empty, CollectionContent.NONE)).isTrue();
		assertThat(isSame(name, CollectionContent.NONE, empty)).isTrue();
		assertThat(isSame(name, empty, stored(name))).isFalse();
		assertThat(isSame(name, stored(name), CollectionContent.NONE)).isFalse();
	}

	private static Class<?> interfaceOf(CollectionContent content) {
		for (Class<?> type : List.of(SortedSet.class, SortedMap.class, Set.class, Map.class)) {
			if (type.isInstance(content.value())) {
				return type;
			}
		}
		return List.class;
	}

	@Test
	void contentOfACollectionThatNoSessionHolds() {
		List<String> list = new ArrayList<>(List.of("a"));
		CollectionContent content = CollectionContent.ofUnmanaged(list);
		list.add("b");
		assertThat(content.value()).isEqualTo(List.of("a"));
		assertThat((String[]) CollectionContent.ofUnmanaged(new String[] { "a" }).value()).containsExactly("a");
		assertThat(CollectionContent.ofUnmanaged(wrapper("set")).value()).isEqualTo(Set.of("a", "b"));
	}

	@Test
	void orderMattersToListsAlone() {
		assertThat(isSameAfter("list", (changed) -> Collections.reverse(changed.list))).isFalse();
		assertThat(isSameAfter("bag", (changed) -> Collections.reverse((List<?>) changed.bag))).isTrue();
		assertThat(isSameAfter("array", (changed) -> Collections.reverse(Arrays.asList(changed.array)))).isFalse();
	}

	@Test
	void numberOfEqualElementsMattersToBags() {
		this.gallery.bag = new ArrayList<>(List.of("a", "a", "b"));
		this.session.flush();
		assertThat(isSameAfter("bag", (changed) -> changed.bag = new ArrayList<>(List.of("b", "a", "a")))).isTrue();
		assertThat(isSameAfter("bag", (changed) -> changed.bag = new ArrayList<>(List.of("a", "b", "b")))).isFalse();
	}

	@Test
	void keysMatterToMaps() {
		assertThat(isSameAfter("map", (changed) -> changed.map = Map.of("k", "a"))).isTrue();
		assertThat(isSameAfter("map", (changed) -> changed.map = Map.of("l", "a"))).isFalse();
		assertThat(isSameAfter("map", (changed) -> changed.map = Map.of("l", "b"))).isFalse();
		assertThat(isSameAfter("sortedMap", (changed) -> Objects.requireNonNull(changed.sortedMap).put("k", "c")))
			.isFalse();
	}

	@Test
	void elementsAreComparedAsTheirTypeDoes() {
		assertThat(isSameAfter("prices",
				(changed) -> changed.prices = List.of(new BigDecimal("2.0"), new BigDecimal("1.0"))))
			.isTrue();
		assertThat(isSameAfter("prices", (changed) -> changed.prices = List.of(new BigDecimal("3.0"), BigDecimal.ONE)))
			.isFalse();
	}

	@Test
	void whatElementsCallEqualIsNotAskedFor() {
		assertThat(isSameAfter("frames",
				(changed) -> changed.frames = List.of(new Gallery.Frame("b"), new Gallery.Frame("a"))))
			.isTrue();
		assertThat(isSameAfter("frames",
				(changed) -> changed.frames = List.of(new Gallery.Frame("b"), new Gallery.Frame("c"))))
			.isFalse();
	}

	@Test
	void elementsThatCannotBeComparedAreOthers() {
		Type failing = (Type) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { Type.class },
				(proxy, method, arguments) -> {
					throw new IllegalStateException("Cannot be compared");
				});
		CollectionContent content = CollectionContent.ofUnmanaged(List.of("a"));
		assertThat(content.isSame(CollectionContent.ofUnmanaged(List.of("b")), failing, factory.get())).isFalse();
	}

	@Test
	void nullElementsAreElements() {
		assertThat(isSameAfter("list", (changed) -> changed.list = nullAnd("a"))).isFalse();
		assertThat(isSameAfter("list", (changed) -> changed.list = nullAnd("a"))).isTrue();
		assertThat(isSameAfter("list", (changed) -> changed.list = nullAnd("b"))).isFalse();
	}

	private static List<@Nullable String> nullAnd(String element) {
		return new ArrayList<>(Arrays.asList(null, element));
	}

}
