package io.postsave.integration.life;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.postsave.AttributeChange;
import io.postsave.PostDeleteEvent;
import io.postsave.PostSaveEvent;
import io.postsave.PostWriteEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of what is told of collections of every kind, with either delivery, and of
 * entities that are enhanced or not.
 */
abstract class AbstractCollectionsIntegrationTests extends CollectedShelfTest {

	@ParameterizedTest
	@MethodSource("everyWork")
	void collectionOfAStoredEntityIsToldWithItsOldAndNewContent(CollectionKind kind, CollectionWork work) {
		Object id = stored(kind, "ab");
		shelf().inTransaction(() -> work.doWith(shelf(), folder(id), kind));
		if (!work.isChange(shelf(), kind) && !work.isRenaming() && !work.isDeletion()) {
			assertThat(told()).hasSameSizeAs(updatesOfRows())
				.allSatisfy((event) -> assertThat(event.getChanges()).isEmpty());
			return;
		}
		PostWriteEvent<?> event = only();
		assertThat(event).isInstanceOf(work.isDeletion() ? PostDeleteEvent.class : PostSaveEvent.Updated.class);
		assertThat(event.isChangesKnown()).isTrue();
		assertThat(event.getChanges().containsKey("name")).isEqualTo(work.isRenaming() || work.isDeletion());
		if (kind.pathWithin().isEmpty() || !work.isDeletion()) {
			assertThat(event.hasChanged(kind.attribute())).isEqualTo(work.isChange(shelf(), kind));
			assertThat(event.getChanges().containsKey(kind.attribute())).isEqualTo(work.isChange(shelf(), kind));
		}
		if (work.isChange(shelf(), kind)) {
			assertContents(event, kind, work.oldElements(shelf(), kind), work.newElements());
		}
	}

	static Stream<Arguments> everyWork() {
		return EnumSet.allOf(CollectionKind.class)
			.stream()
			.flatMap((kind) -> Stream.of(CollectionWork.values()).map((work) -> Arguments.of(kind, work)));
	}

	@ParameterizedTest
	@EnumSource
	void collectionOfANewEntityIsPartOfItsCreation(CollectionKind kind) {
		shelf().inTransaction(() -> persisted(kind, "ab"));
		PostWriteEvent<?> event = only();
		assertThat(event).isInstanceOf(PostSaveEvent.Created.class);
		assertThat(event.hasChanged(kind.attribute())).isTrue();
		assertContents(event, kind, null, "ab");
	}

	@Test
	void emptyCollectionsOfANewEntityAreNoChanges() {
		shelf().inTransaction(() -> {
			Object folder = shelf().create("Folder");
			CollectedShelf.set(folder, "box", null);
			shelf().entityManager().persist(folder);
		});
		assertThat(only().getChanges()).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void collectionOfAnEntityThatHadNoneIsTold(CollectionKind kind) {
		shelf().inTransaction(() -> {
			Object folder = persisted(kind, null);
			shelf().entityManager().flush();
			assertNothingToldOf(kind);
			CollectedShelf.set(folder, kind.path(), kind.of(shelf(), "ab"));
		});
		assertContents(last(), kind, null, "ab");
	}

	@ParameterizedTest
	@EnumSource
	void emptyCollectionInPlaceOfNoneIsNothing(CollectionKind kind) {
		shelf().inTransaction(() -> {
			Object folder = persisted(kind, null);
			shelf().entityManager().flush();
			CollectedShelf.set(folder, kind.path(), kind.of(shelf(), ""));
		});
		int updates = shelf().isMerging() ? 0 : updatesOfRows().size();
		assertThat(told().stream().filter(PostSaveEvent.Updated.class::isInstance)).hasSize(updates)
			.allSatisfy((event) -> assertThat(event.getChanges()).isEmpty());
	}

	private static List<String> updatesOfRows() {
		return CollectedApplication.Statements.executed.stream()
			.filter((statement) -> statement.startsWith("update folder "))
			.toList();
	}

	@ParameterizedTest
	@EnumSource
	void contentCannotBeModified(CollectionKind kind) {
		Object id = stored(kind, "ab");
		shelf().inTransaction(() -> CollectionWork.CHANGED.doWith(shelf(), folder(id), kind));
		AttributeChange change = only().getChanges().get(kind.attribute());
		for (Object content : new Object[] { CollectedShelf.get(change.oldValue(), kind.pathWithin()),
				CollectedShelf.get(change.newValue(), kind.pathWithin()) }) {
			if (content instanceof Collection<?> elements) {
				assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(elements::clear);
			}
			else if (content instanceof Map<?, ?> map) {
				assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(map::clear);
			}
			else {
				assertThat(kind.isArray()).isTrue();
				assertThat(CollectedShelf.get(only().getChanges().get(kind.attribute()).newValue(), "")).isNotNull();
			}
		}
	}

	@Test
	void listInAnotherOrderIsAChangeAndABagIsNot() {
		Object id = stored(CollectionKind.LIST, "ab");
		shelf()
			.inTransaction(() -> CollectionKind.LIST.change(shelf(), CollectedShelf.loaded(folder(id), "steps"), "ba"));
		assertContents(only(), CollectionKind.LIST, "ab", "ba");
		shelf().reset();
		Object other = stored(CollectionKind.BAG, "ab");
		shelf().inTransaction(
				() -> CollectionKind.BAG.change(shelf(), CollectedShelf.loaded(folder(other), "notes"), "ba"));
		assertThat(told()).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void collectionThatMovesToAnotherOwnerIsAChangeOfBoth(CollectionKind kind) {
		Object from = stored(kind, "ab");
		Object to = stored(kind, "c");
		shelf().inTransaction(() -> {
			Object first = folder(from);
			Object second = folder(to);
			CollectedShelf.loaded(second, kind.path());
			Object moved = CollectedShelf.loaded(first, kind.path());
			CollectedShelf.set(first, kind.path(), null);
			CollectedShelf.set(second, kind.path(), moved);
		});
		assertThat(told()).hasSize(2);
		assertContents(toldOf(from), kind, "ab", null);
		assertContents(toldOf(to), kind, "c", "ab");
	}

	@Test
	void removedReferenceHasUnknownChanges() {
		Object id = stored(CollectionKind.SET, "ab");
		shelf().inTransaction(
				() -> shelf().entityManager().remove(shelf().entityManager().getReference(shelf().type("Folder"), id)));
		assertThat(only()).isInstanceOf(PostDeleteEvent.class);
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = { "EMBEDDED", "EMBEDDED_DEEPER" })
	void mergedEntityIsToldOfWhatDiffers(CollectionKind kind) {
		Object id = stored(kind, "ab");
		Object detached = shelf().inTransaction(() -> {
			Object folder = folder(id);
			for (CollectionKind each : CollectionKind.values()) {
				CollectedShelf.loaded(folder, each.path());
			}
			((Set<?>) CollectedShelf.loaded(folder, "seals")).size();
			((Set<?>) CollectedShelf.loaded(folder, "remarks")).size();
			return folder;
		});
		shelf().inTransaction(() -> shelf().entityManager().merge(detached));
		assertThat(told()).isEmpty();
		shelf().inTransaction(() -> {
			Object changed = kind.change(shelf(), CollectedShelf.get(detached, kind.path()), "bc");
			CollectedShelf.set(detached, kind.path(), changed);
			shelf().entityManager().merge(detached);
		});
		assertContents(only(), kind, "ab", "bc");
		assertThat(only().getChanges()).containsOnlyKeys(kind.attribute());
	}

	@Test
	void collectionsThatAreExchangedAreChangesOfBoth() {
		Object first = stored(CollectionKind.SET, "ab");
		Object second = stored(CollectionKind.SET, "c");
		shelf().inTransaction(() -> {
			Object tags = CollectedShelf.loaded(folder(first), "tags");
			Object others = CollectedShelf.loaded(folder(second), "tags");
			CollectedShelf.set(folder(first), "tags", others);
			CollectedShelf.set(folder(second), "tags", tags);
		});
		assertThat(told()).hasSize(2);
		assertContents(toldOf(first), CollectionKind.SET, "ab", "c");
		assertContents(toldOf(second), CollectionKind.SET, "c", "ab");
	}

	@Test
	void collectionThatMovesUnloadedIsToldAsItIsWritten() {
		Object from = stored(CollectionKind.SET, "ab");
		Object to = stored(CollectionKind.SET, "c");
		shelf().inTransaction(() -> {
			Object moved = CollectedShelf.get(folder(from), "tags");
			CollectedShelf.set(folder(from), "tags", null);
			CollectedShelf.set(folder(to), "tags", moved);
		});
		String left = storedTags(from);
		String arrived = storedTags(to);
		assertThat(told()).hasSize(left.isEmpty() ? 2 : 1);
		if (left.isEmpty()) {
			assertContents(toldOf(from), CollectionKind.SET, "ab", null);
		}
		assertContents(toldOf(to), CollectionKind.SET, null, arrived);
	}

	/**
	 * Hibernate loads what moves, or leaves it where it is if its owner is enhanced.
	 */
	private String storedTags(Object id) {
		return shelf().inTransaction(() -> ((Set<?>) CollectedShelf.loaded(folder(id), "tags")).stream()
			.map(Object::toString)
			.sorted()
			.collect(Collectors.joining()));
	}

	@Test
	void immutableCollectionIsToldWithTheCreationAndTheDeletion() {
		Object id = shelf().inTransaction(() -> {
			Object folder = shelf().create("Folder");
			CollectedShelf.set(folder, "box", null);
			CollectedShelf.set(folder, "seals", Set.of("s"));
			shelf().entityManager().persist(folder);
			return CollectedShelf.get(folder, "id");
		});
		assertThat(only().getChanges()).isEqualTo(Map.of("seals", new AttributeChange(null, Set.of("s"))));
		shelf().forget();
		shelf().inTransaction(() -> {
			CollectedShelf.loaded(folder(id), "seals");
			shelf().entityManager().remove(folder(id));
		});
		assertThat(only().getChanges()).containsEntry("seals", new AttributeChange(Set.of("s"), null));
	}

	@Test
	void collectionsOfParentsAreTold() {
		Object id = shelf().stored("Binder", (binder) -> {
			CollectedShelf.set(binder, "tags", Set.of("t"));
			CollectedShelf.set(binder, "rings", Set.of("r"));
		});
		shelf().inTransaction(() -> {
			Object binder = shelf().find("Folder", id);
			CollectionKind.SET.change(shelf(), CollectedShelf.get(binder, "tags"), "a");
			CollectionKind.LIST.change(shelf(), CollectedShelf.get(binder, "steps"), "b");
			CollectionKind.SET.change(shelf(), CollectedShelf.get(binder, "rings"), "c");
		});
		assertThat(only().getEntityType()).isEqualTo(shelf().type("Binder"));
		assertThat(only().getChanges()).isEqualTo(Map.of("tags", new AttributeChange(Set.of("t"), Set.of("a")), "steps",
				new AttributeChange(List.of(), List.of("b")), "rings", new AttributeChange(Set.of("r"), Set.of("c"))));
	}

	@Test
	void inverseCollectionIsNeverTold() {
		Object id = stored(CollectionKind.SET, "a");
		shelf().inTransaction(() -> {
			Object remark = shelf().create("Remark");
			CollectedShelf.set(remark, "folder", folder(id));
			shelf().entityManager().persist(remark);
			addTo(CollectedShelf.loaded(folder(id), "remarks"), remark);
		});
		assertThat(only().getEntityType()).isEqualTo(shelf().type("Remark"));
		shelf().forget();
		shelf().inTransaction(() -> CollectedShelf.set(folder(id), "remarks", null));
		assertThat(told()).noneMatch((event) -> event.getEntityType() == shelf().type("Folder"));
		shelf().forget();
		shelf().inTransaction(() -> {
			CollectedShelf.set(folder(id), "remarks", new java.util.HashSet<>());
			CollectedShelf.set(folder(id), "name", "other");
		});
		assertThat(only().getChanges()).containsOnlyKeys("name");
		assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> only().hasChanged("remarks"))
			.withMessageContaining("inverse");
	}

	@SuppressWarnings("unchecked")
	private static void addTo(Object collection, Object element) {
		((Collection<Object>) collection).add(element);
	}

	@Test
	void embeddedValueIsToldAsAWhole() {
		Object id = stored(CollectionKind.EMBEDDED, "ab");
		shelf().inTransaction(() -> {
			CollectionWork.CHANGED.doWith(shelf(), folder(id), CollectionKind.EMBEDDED);
			CollectedShelf.set(folder(id), "box.colour", "green");
		});
		AttributeChange change = only().getChanges().get("box");
		assertThat(CollectedShelf.get(change.oldValue(), "colour")).isEqualTo("blue");
		assertThat(CollectedShelf.get(change.newValue(), "colour")).isEqualTo("green");
		assertThat(CollectedShelf.get(change.oldValue(), "inner.shape")).isEqualTo("round");
		assertThat(only().getChanges()).containsOnlyKeys("box");
		assertContents(only(), CollectionKind.EMBEDDED, "ab", "bc");
	}

	@Test
	void embeddedValueHasItsOtherCollectionsAsTheyWere() {
		Object id = stored(CollectionKind.EMBEDDED, "ab");
		shelf().inTransaction(() -> {
			Object folder = folder(id);
			CollectionKind.SET.change(shelf(), CollectedShelf.loaded(folder, "box.contents"), "c");
			CollectedShelf.loaded(folder, "box.inner.parts");
			shelf().entityManager().flush();
			CollectionKind.SET.change(shelf(), CollectedShelf.loaded(folder, "box.contents"), "d");
			shelf().entityManager().flush();
			CollectedShelf.set(folder, "box.colour", "green");
		});
		assertThat(told()).isNotEmpty().allSatisfy((event) -> {
			AttributeChange box = event.getChanges().get("box");
			for (Object value : List.of(box.oldValue(), box.newValue())) {
				Set<?> parts = (Set<?>) CollectedShelf.get(value, "inner.parts");
				assertThat(parts).isEmpty();
				assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(parts::clear);
			}
		});
		assertContents(told().get(0), CollectionKind.EMBEDDED, "ab", shelf().isMerging() ? "d" : "c");
		assertContents(told().get(told().size() - 1), CollectionKind.EMBEDDED, shelf().isMerging() ? "ab" : "d", "d");
	}

	@Test
	void embeddedValueOfANewEntityHasItsCollectionsAsTheyWere() {
		shelf().inTransaction(() -> {
			Object folder = persisted(CollectionKind.EMBEDDED, "ab");
			shelf().entityManager().flush();
			CollectedShelf.set(folder, "name", "other");
			shelf().entityManager().flush();
			CollectionKind.SET.change(shelf(), CollectedShelf.get(folder, "box.inner.parts"), "x");
		});
		AttributeChange created = told().get(0).getChanges().get("box");
		assertThat((Set<?>) CollectedShelf.get(created.newValue(), "contents")).hasSize(2);
		assertThat((Set<?>) CollectedShelf.get(created.newValue(), "inner.parts")).hasSize(shelf().isMerging() ? 1 : 0);
	}

	@Test
	void embeddedValueOfADeletedEntityHasItsLoadedCollectionsAlone() {
		Object id = stored(CollectionKind.EMBEDDED, "ab");
		shelf().inTransaction(() -> {
			Object folder = folder(id);
			CollectedShelf.loaded(folder, "box.contents");
			shelf().entityManager().remove(folder);
		});
		Object box = only().getChanges().get("box").oldValue();
		assertThat((Set<?>) CollectedShelf.get(box, "contents")).hasSize(2);
		assertThat(CollectedShelf.get(box, "inner.parts")).isNull();
		assertThat(CollectedShelf.get(box, "colour")).isEqualTo("blue");
	}

	@Test
	void embeddedValueThatIsReplacedByAnEqualOneIsNoChange() {
		Object id = stored(CollectionKind.EMBEDDED, "ab");
		shelf().inTransaction(() -> {
			Object folder = folder(id);
			Object box = shelf().create("Box");
			CollectedShelf.set(box, "colour", "blue");
			CollectedShelf.set(box, "inner.shape", "round");
			CollectedShelf.loaded(folder, "box.contents");
			CollectedShelf.loaded(folder, "box.inner.parts");
			CollectedShelf.set(box, "contents", CollectionKind.EMBEDDED.of(shelf(), "ab"));
			CollectedShelf.set(folder, "box", box);
		});
		assertThat(told()).allSatisfy((event) -> assertThat(event.getChanges()).isEmpty());
	}

	@Test
	void replacedEmbeddedValueIsToldWithBothContents() {
		Object id = stored(CollectionKind.EMBEDDED, "ab");
		shelf().inTransaction(() -> {
			Object folder = folder(id);
			Object box = shelf().create("Box");
			CollectedShelf.set(box, "colour", "green");
			CollectedShelf.loaded(folder, "box.contents");
			CollectedShelf.set(box, "contents", CollectionKind.EMBEDDED.of(shelf(), "bc"));
			CollectedShelf.set(folder, "box", box);
		});
		assertContents(only(), CollectionKind.EMBEDDED, "ab", "bc");
	}

	@Test
	void embeddedValueThatIsTakenAwayIsToldWithItsOldContent() {
		Object id = stored(CollectionKind.EMBEDDED, "ab");
		shelf().inTransaction(() -> {
			Object folder = folder(id);
			CollectedShelf.loaded(folder, "box.contents");
			CollectedShelf.set(folder, "box", null);
		});
		assertContents(only(), CollectionKind.EMBEDDED, "ab", null);
		assertThat(only().getChanges().get("box").newValue()).isNull();
	}

}
