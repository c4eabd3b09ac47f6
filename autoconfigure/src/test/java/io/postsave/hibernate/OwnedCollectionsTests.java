package io.postsave.hibernate;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.postsave.AttributeChange;
import io.postsave.delivery.WriteKind;
import io.postsave.delivery.WrittenRow;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.event.spi.EventSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link OwnedCollections}, {@link WrittenCollection} and {@link RowChanges} of
 * collections.
 */
class OwnedCollectionsTests {

	private static TestFactory factory;

	private static EntityType type;

	private EventSource session;

	private Gallery gallery;

	@BeforeAll
	static void openFactory() {
		factory = TestFactory.of(Map.of("hibernate.globally_quoted_identifiers", true), Gallery.class,
				Gallery.Guest.class);
		type = new EntityTypes(factory.get(), (entity) -> true).of(factory.persister(Gallery.class));
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
		this.gallery.name = "one";
		this.session.persist(this.gallery);
		this.session.flush();
	}

	@AfterEach
	void close() {
		this.session.getTransaction().rollback();
		this.session.close();
	}

	private static OwnedCollection owned(String path) {
		return Objects.requireNonNull(type.collections().of(Gallery.class.getName() + "." + path));
	}

	private EntityEntry entry() {
		return Objects.requireNonNull(this.session.getPersistenceContextInternal().getEntry(this.gallery));
	}

	private @Nullable Object[] state() {
		return Objects.requireNonNull(entry().getLoadedState());
	}

	private static WrittenCollection written(String path, @Nullable Object before, @Nullable Object after) {
		return new WrittenCollection(owned(path), content(before), content(after));
	}

	private static CollectionContent content(@Nullable Object collection) {
		return (collection != null) ? CollectionContent.ofUnmanaged(collection) : CollectionContent.NONE;
	}

	private HibernateRow updated(WrittenCollection... collections) {
		HibernateRow row = HibernateRow.ofCollection(this.gallery, entry(), type, collections[0], this.session);
		List.of(collections).subList(1, collections.length).forEach(row::add);
		return row;
	}

	private HibernateRow deleted() {
		return HibernateRow.deleted(this.gallery, entry(), type, state(),
				type.collections().deletedWith(state(), this.session));
	}

	private static AttributeChange change(@Nullable Object before, @Nullable Object after) {
		return new AttributeChange(before, after);
	}

	@Test
	void ownedCollectionsAreFoundByTheirRoles() {
		assertThat(owned("set").isEmbedded()).isFalse();
		assertThat(owned("set").role()).isEqualTo(Gallery.class.getName() + ".set");
		assertThat(owned("wing.rooms").isEmbedded()).isTrue();
		assertThat(owned("wing.rooms").index()).isEqualTo(factory.index(Gallery.class, "wing"));
		assertThat(type.collections().of(Gallery.class.getName() + ".guests")).isNull();
		assertThat(type.collections().of("Other.set")).isNull();
		assertThat(type.collections().of(null)).isNull();
	}

	@Test
	void loadedCollectionsAreDeletedWithTheirEntity() {
		assertThat(type.collections().deletedWith(state(), this.session))
			.filteredOn((written) -> !written.isUnwritten())
			.extracting((written) -> written.owned().role().replace(Gallery.class.getName() + ".", ""))
			.containsExactlyInAnyOrder("set", "bag", "list", "map", "sortedSet", "sortedMap", "array", "sealed",
					"prices", "frames", "wing.rooms");
		assertThat(deleted().toMap()).containsEntry("set", change(Set.of("a", "b"), null))
			.containsEntry("sealed", change(Set.of("a", "b"), null))
			.containsEntry("name", change("one", null));
	}

	@Test
	void collectionsThatAreNotLoadedAreNoneOfTheDeleted() {
		this.session.clear();
		this.gallery = this.session.find(Gallery.class, 1L);
		assertThat(deleted().toMap()).containsOnlyKeys("name", "array", "wing");
		assertThat(deleted().contains("set")).isFalse();
		assertThat(deleted().toMap().get("wing")).isEqualTo(change(new Gallery.Wing("north", null), null));
	}

	@Test
	void embeddedCollectionsAreUnwrittenUntilTheyAreWritten() {
		assertThat(type.collections().embeddedIn(state(), this.session)).singleElement().satisfies((written) -> {
			assertThat(written.owned()).isEqualTo(owned("wing.rooms"));
			assertThat(written.isUnwritten()).isTrue();
			assertThat(written.before().value()).isEqualTo(Set.of("a"));
			assertThat(written.isChange(type.persister())).isFalse();
		});
	}

	@Test
	void collectionsOfNoSessionAreInsertedButThoseThatAreEmbedded() {
		@Nullable Object[] state = type.persister().getValues(new Gallery(2));
		assertThat(type.collections().insertedUnmanaged(state)).hasSize(10)
			.allSatisfy((written) -> assertThat(written.owned().isEmbedded()).isFalse());
	}

	@Test
	void collectionsAreTheOnlyChangesOfTheirRow() {
		HibernateRow row = updated(written("set", Set.of("a"), Set.of("b")),
				written("bag", List.of("a"), List.of("a")));
		assertThat(row.kind()).isEqualTo(WriteKind.UPDATED);
		assertThat(row.isUnwritten()).isFalse();
		assertThat(row.toMap()).isEqualTo(Map.of("set", change(Set.of("a"), Set.of("b"))));
		assertThat(row.contains("set")).isTrue();
		assertThat(row.contains("bag")).isFalse();
		assertThat(row.contains("wing")).isFalse();
		assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> row.contains("guests"));
	}

	@Test
	void rowWithoutAnotherContentIsUnwritten() {
		assertThat(updated(written("set", Set.of("a"), Set.of("a"))).isUnwritten()).isTrue();
		assertThat(updated(written("set", null, Set.of())).isUnwritten()).isTrue();
		assertThat(updated(new WrittenCollection(owned("set"), CollectionContent.UNKNOWN, CollectionContent.NONE))
			.isUnwritten()).isFalse();
	}

	@Test
	void removedAndRecreatedCollectionIsOneChange() {
		assertThat(updated(written("set", Set.of("a"), null), written("set", null, Set.of("b"))).toMap())
			.isEqualTo(Map.of("set", change(Set.of("a"), Set.of("b"))));
		assertThat(updated(written("set", Set.of("a"), null), written("set", null, Set.of("a"))).isUnwritten())
			.isTrue();
	}

	@Test
	void contentOfAnEmbeddedValueIsToldInACopyOfIt() {
		HibernateRow row = updated(written("wing.rooms", Set.of("a"), Set.of("b")));
		assertThat(row.toMap()).isEqualTo(
				Map.of("wing", change(new Gallery.Wing("north", Set.of("a")), new Gallery.Wing("north", Set.of("b")))));
		assertThat(row.contains("wing")).isTrue();
		assertThat(this.gallery.wing).extracting(Gallery.Wing::rooms).isEqualTo(Set.of("a"));
	}

	@Test
	void mergedRowsGoFromTheFirstToTheLastContent() {
		WrittenRow merged = updated(written("set", Set.of("a"), Set.of("b")))
			.mergedWith(updated(written("set", Set.of("b"), Set.of("c")), written("bag", List.of("a"), List.of("b"))));
		assertThat(merged.toMap())
			.isEqualTo(Map.of("set", change(Set.of("a"), Set.of("c")), "bag", change(List.of("a"), List.of("b"))));
	}

	@Test
	void mergedContentThatIsBackIsNoChange() {
		WrittenRow merged = updated(written("set", Set.of("a"), Set.of("b")))
			.mergedWith(updated(written("set", Set.of("b"), Set.of("a")), written("bag", List.of("a"), List.of("b"))));
		assertThat(merged.toMap()).containsOnlyKeys("bag");
		assertThat(merged.contains("set")).isFalse();
	}

	@Test
	void unwrittenCollectionHasTheContentOfTheRowThatWroteIt() {
		HibernateRow other = updated(written("set", Set.of("a"), Set.of("b")));
		HibernateRow rooms = updated(written("wing.rooms", Set.of("x"), Set.of("y")));
		AttributeChange expected = change(new Gallery.Wing("north", Set.of("x")),
				new Gallery.Wing("north", Set.of("y")));
		assertThat(other.mergedWith(rooms).toMap()).containsEntry("wing", expected);
		assertThat(rooms.mergedWith(other).toMap()).containsEntry("wing", expected);
	}

	@Test
	void deletionHasTheFirstContent() {
		WrittenRow merged = updated(written("set", Set.of("x"), Set.of("a", "b"))).mergedWith(deleted());
		assertThat(merged.kind()).isEqualTo(WriteKind.DELETED);
		assertThat(merged.toMap()).containsEntry("set", change(Set.of("x"), null))
			.containsEntry("bag", change(List.of("a", "b"), null))
			.containsEntry("wing", change(new Gallery.Wing("north", Set.of("a")), null));
	}

	@Test
	void includedCollectionsArePartOfTheRow() {
		HibernateRow row = updated(written("set", Set.of("a"), Set.of("b")));
		row.include(updated(written("map", Map.of(), Map.of("k", "a"))));
		assertThat(row.toMap()).containsOnlyKeys("set", "map");
	}

}
