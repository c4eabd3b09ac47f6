package io.postsave.integration.life;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

import io.postsave.AttributeChange;
import io.postsave.PostDeleteEvent;
import io.postsave.library.life.Bed;
import io.postsave.library.life.Bed.Fence;
import io.postsave.library.life.Hermit;
import io.postsave.library.life.Identified.Garden;
import io.postsave.library.life.Identified.Label;
import io.postsave.library.life.Identified.Lane;
import io.postsave.library.life.Identified.Plot;
import io.postsave.library.life.Identified.Pot;
import io.postsave.library.life.Identified.Seed;
import io.postsave.library.life.Living;
import io.postsave.library.life.Marked.Leaf;
import io.postsave.library.life.Marked.Weed;
import io.postsave.library.life.Plant;
import io.postsave.library.life.Signpost;
import io.postsave.library.life.Tools.Animal;
import io.postsave.library.life.Tools.Machine;
import io.postsave.library.life.Tools.Mole;
import io.postsave.library.life.Tools.Mower;
import io.postsave.library.life.Tools.Spade;
import io.postsave.library.life.Tools.Tool;
import org.hibernate.Hibernate;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

/**
 * Tests of deletions of entities of every kind, and of what is told of them.
 */
abstract class AbstractDeletedEntitiesIntegrationTests extends AbstractDeletionIntegrationTests {

	static Stream<Named<Function<String, Living>>> kinds() {
		return Stream.of(Named.of("sequence", Plant::new), Named.of("identity", Seed::new),
				Named.of("assigned", Pot::new), Named.of("UUID", Garden::new), Named.of("embedded", Plot::new),
				Named.of("class", Lane::new), Named.of("derived", Label::new), Named.of("root of one table", Tool::new),
				Named.of("in one table", Spade::new), Named.of("root of joined", Animal::new),
				Named.of("joined", Mole::new), Named.of("root of tables", Machine::new),
				Named.of("table per class", Mower::new), Named.of("soft", Leaf::new), Named.of("by SQL", Weed::new));
	}

	static Stream<Named<Function<String, Living>>> subclasses() {
		return Stream.of(Named.of("one table", Spade::new), Named.of("joined", Mole::new),
				Named.of("table per class", Mower::new));
	}

	/**
	 * Kinds that Hibernate deletes by reference without loading them.
	 */
	static Stream<Named<Function<String, Living>>> unloaded() {
		return kinds().filter((kind) -> !kind.getName().startsWith("root"));
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void removedEntityIsTold(Function<String, Living> kind) {
		Living entity = kind.apply("one");
		Living other = kind.apply("other");
		saved(entity, other);
		inTransaction(() -> {
			Living found = find(entity);
			remove(found);
			flush();
			assertThat(count(entity.getClass())).isOne();
		});
		assertThat(lines()).containsExactly("-" + entity.getClass().getSimpleName() + " one");
		assertThat(onlyDeletion().getId()).isEqualTo(entity.key());
		assertThat(onlyDeletion().getEntityType()).isEqualTo(entity.getClass());
		assertThat(onlyDeletion().isChangesKnown()).isTrue();
		assertThat(onlyDeletion().getChanges()).contains(entry("name", new AttributeChange("one", null)))
			.doesNotContainKeys("id", "version", "street", "number", "place");
		assertThat(onlyDeletion().hasChanged("name")).isTrue();
		assertThat(onlyDeletion().getPersistenceUnit()).isEqualTo("default");
	}

	@ParameterizedTest
	@MethodSource("unloaded")
	void entityThatIsRemovedByReferenceIsTold(Function<String, Living> kind) {
		Living entity = kind.apply("one");
		Living other = kind.apply("other");
		saved(entity, other);
		inTransaction(() -> remove(reference(entity)));
		PostDeleteEvent<?> event = onlyDeletion();
		assertThat(Hibernate.isInitialized(event.getEntity())).isFalse();
		assertThat(event.getId()).isEqualTo(entity.key());
		assertThat(event.getEntityType()).isEqualTo(entity.getClass());
		assertThat(event.isChangesKnown()).isFalse();
		assertThat(event.getChanges()).isEmpty();
		assertThat(event.hasChanged("name")).isTrue();
		assertThat(event.getVersion()).isNull();
		assertThat(event).hasToString("PostDeleteEvent<" + entity.getClass().getSimpleName() + ">[id=" + entity.key()
				+ ", persistenceUnit=default]");
		assertThat(count(entity.getClass())).isOne();
	}

	@Test
	void referenceCanBeAskedForItsIdentifier() {
		Signpost signpost = new Signpost(1, new Plant("rose"));
		saved(Objects.requireNonNull(signpost.getPlant()), signpost);
		inTransaction(() -> remove(reference(signpost)));
		assertThat(this.entityManagerFactory.getPersistenceUnitUtil().getIdentifier(only().getEntity())).isEqualTo(1);
		assertThat(Hibernate.isInitialized(only().getEntity())).isFalse();
	}

	@ParameterizedTest
	@MethodSource("subclasses")
	void referenceByTheParentClassIsToldAsWhatItIs(Function<String, Living> kind) {
		Living entity = kind.apply("one");
		saved(entity);
		inTransaction(() -> remove(this.entityManager.getReference(entity.getClass().getSuperclass(),
				Objects.requireNonNull(entity.key()))));
		assertThat(lines()).containsExactly("-" + entity.getClass().getSimpleName() + " one");
		assertThat(onlyDeletion().getEntity()).isExactlyInstanceOf(entity.getClass());
		assertThat(onlyDeletion().isChangesKnown()).isTrue();
	}

	@Test
	void loadedReferenceIsToldAsTheEntity() {
		Plant plant = new Plant("rose");
		saved(plant);
		inTransaction(() -> {
			Plant reference = reference(plant);
			assertThat(reference.getName()).isEqualTo("rose");
			remove(reference);
		});
		assertThat(onlyDeletion().getEntity()).isExactlyInstanceOf(Plant.class);
		assertThat(onlyDeletion().getChanges()).containsEntry("name", new AttributeChange("rose", null));
	}

	@Test
	void removedInstanceIsTheOneThatIsTold() {
		Plant plant = new Plant("rose");
		saved(plant);
		Plant[] removed = new Plant[1];
		inTransaction(() -> {
			removed[0] = find(plant);
			remove(removed[0]);
		});
		assertThat(onlyDeletion().getEntity()).isSameAs(removed[0]);
	}

	@Test
	void changesAreAllAttributesThatWereNotNullInTheOrderOfTheMapping() {
		Plant plant = new Plant("rose");
		plant.setHeight(3);
		saved(plant);
		inTransaction(() -> remove(find(plant)));
		assertThat(onlyDeletion().getChanges()).containsExactly(entry("height", new AttributeChange(3, null)),
				entry("name", new AttributeChange("rose", null)));
		assertThat(onlyDeletion().hasChanged("place")).isFalse();
		assertThat(onlyDeletion().hasChanged("height")).isTrue();
		assertThat(onlyDeletion().hasChanged("colours")).isFalse();
		for (String never : List.of("id", "version", "nowhere")) {
			assertThatIllegalArgumentException().isThrownBy(() -> onlyDeletion().hasChanged(never))
				.withMessageContaining(never);
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void collectionIsAmongTheOldValuesIfItWasLoaded(boolean loaded) {
		Plant plant = new Plant("rose");
		plant.getColours().addAll(List.of("red", "white"));
		saved(plant);
		inTransaction(() -> {
			Plant found = find(plant);
			if (loaded) {
				assertThat(found.getColours()).hasSize(2);
			}
			remove(found);
		});
		assertThat(lines()).containsExactly("-Plant rose");
		assertThat(onlyDeletion().hasChanged("colours")).isEqualTo(loaded);
		if (loaded) {
			AttributeChange change = Objects.requireNonNull(onlyDeletion().getChanges().get("colours"));
			assertThat(change.oldValue()).isEqualTo(Set.of("red", "white"));
			assertThat(change.newValue()).isNull();
		}
		assertThat(onlyDeletion().getChanges()).containsKey("name");
		assertThat(this.jdbc.queryForList("select * from plant_colours")).isEmpty();
	}

	@Test
	void attributesThatAreChangedInTheSameFlushHaveTheValuesOfTheDatabase() {
		Plant plant = new Plant("rose");
		plant.setHeight(1);
		saved(plant);
		inTransaction(() -> {
			Plant found = find(plant);
			found.setName("tulip");
			found.setHeight(null);
			found.setPlace("south");
			remove(found);
			found.setName("violet");
		});
		assertThat(onlyDeletion().getChanges()).containsExactly(entry("height", new AttributeChange(1, null)),
				entry("name", new AttributeChange("rose", null)));
	}

	@Test
	void collectionThatIsChangedInTheSameFlushHasTheContentOfTheDatabase() {
		Plant plant = new Plant("rose");
		plant.getColours().add("red");
		saved(plant);
		inTransaction(() -> {
			Plant found = find(plant);
			found.getColours().add("white");
			remove(found);
		});
		assertThat(lines()).containsExactly("-Plant rose");
		assertThat(onlyDeletion().getChanges().get("colours").oldValue()).isEqualTo(Set.of("red"));
	}

	@Test
	void versionIsTheOneThatTheRowHad() {
		Plant plant = new Plant("rose");
		saved(plant);
		inTransaction(() -> find(plant).setHeight(1));
		this.log.reset();
		inTransaction(() -> remove(find(plant)));
		assertThat(onlyDeletion().getVersion()).isEqualTo(1);
	}

	@Test
	void readOnlyEntityHasItsOldValues() {
		Plant plant = new Plant("rose");
		saved(plant);
		inTransaction(() -> {
			Plant found = find(plant);
			this.entityManager.unwrap(org.hibernate.Session.class).setReadOnly(found, true);
			remove(found);
		});
		assertThat(lines()).containsExactly("-Plant rose");
		assertThat(onlyDeletion().getChanges()).containsEntry("name", new AttributeChange("rose", null));
	}

	@Test
	void childrenAreToldBeforeTheirParent() {
		Bed bed = new Bed("bed");
		bed.add("a");
		bed.add("b");
		bed.setFence(new Fence("fence"));
		saved(bed);
		inTransaction(() -> remove(find(bed)));
		assertThat(lines()).containsExactlyInAnyOrder("-Sprout a", "-Sprout b", "-Bed bed", "-Fence ?")
			.containsSubsequence("-Sprout a", "-Sprout b", "-Bed bed");
		assertThat(count(Bed.class) + count(Bed.Sprout.class) + count(Fence.class)).isZero();
	}

	@Test
	void parentThatIsRemovedByReferenceIsToldWithItsChildren() {
		Bed bed = new Bed("bed");
		bed.add("a");
		saved(bed);
		inTransaction(() -> remove(reference(bed)));
		assertThat(lines()).containsExactly("-Sprout a", "-Bed bed");
		assertThat(this.log.events()).allMatch((event) -> event.isChangesKnown());
	}

	@Test
	void orphansAreTold() {
		Bed bed = new Bed("bed");
		bed.add("a");
		bed.add("b");
		bed.setFence(new Fence("fence"));
		saved(bed);
		inTransaction(() -> {
			Bed found = find(bed);
			found.getSprouts().remove(0);
			found.setFence(null);
		});
		assertThat(lines()).containsExactlyInAnyOrder("-Sprout a", "~Bed bed", "-Fence fence");
		assertThat(count(Bed.Sprout.class)).isOne();
		assertThat(count(Fence.class)).isZero();
	}

	@Test
	void orphanThatIsReplacedIsTold() {
		Bed bed = new Bed("bed");
		bed.setFence(new Fence("old"));
		saved(bed);
		inTransaction(() -> find(bed).setFence(new Fence("new")));
		assertThat(lines()).containsExactlyInAnyOrder("-Fence old", "~Bed bed", "+Fence new");
	}

	@Test
	void orphanOfAClearedCollectionIsToldByAQueryToo() {
		Bed bed = new Bed("bed");
		bed.add("a");
		saved(bed);
		inTransaction(() -> {
			find(bed).getSprouts().clear();
			assertThat(count(Bed.Sprout.class)).isZero();
			assertThat(count(Bed.class)).isOne();
		});
		assertThat(lines()).containsExactly("-Sprout a");
	}

	@Test
	void softDeletedRowIsStillThere() {
		saved(new Leaf("leaf"), new Weed("weed"));
		inTransaction(() -> {
			remove(find(new Leaf("leaf")));
			remove(reference(new Weed("weed")));
		});
		assertThat(lines()).containsExactly("-Leaf leaf", "-Weed ?");
		assertThat(count(Leaf.class) + count(Weed.class)).isZero();
		assertThat(this.jdbc.queryForList("select id from leaf union all select id from weed", String.class))
			.containsExactly("leaf", "weed");
	}

	@Test
	void repositoriesDeletionsAreTold() {
		Plant[] saved = Stream.of("a", "b", "c", "d", "e", "f").map(Plant::new).toArray(Plant[]::new);
		saved((Object[]) saved);
		this.plants.deleteById((Long) saved[0].key());
		assertThat(lines()).containsExactly("-Plant a");
		this.plants.delete(saved[1]);
		assertThat(lines()).containsExactly("-Plant a", "-Plant b");
		this.plants.deleteAllById(List.of((Long) saved[2].key()));
		this.plants.deleteAll(List.of(saved[3]));
		this.plants.deleteAll();
		assertThat(lines()).containsExactly("-Plant a", "-Plant b", "-Plant c", "-Plant d", "-Plant e", "-Plant f");
		assertThat(this.plants.count()).isZero();
	}

	@Test
	void bulkDeletionsAreNotTold() {
		Plant[] saved = { new Plant("a"), new Plant("b"), new Plant("c"), new Plant("d") };
		saved((Object[]) saved);
		this.plants.deleteAllByIdInBatch(List.of((Long) saved[0].key()));
		this.plants.deleteAllInBatch(List.of(saved[1]));
		inTransaction(() -> this.entityManager.createQuery("delete from Plant where name = 'c'").executeUpdate());
		this.plants.deleteAllInBatch();
		assertThat(lines()).isEmpty();
		assertThat(this.plants.count()).isZero();
	}

	@Test
	void entityThatOptedOutIsNotTold() {
		saved(new Hermit(1), new Hermit(2), new Pot("pot"));
		inTransaction(() -> {
			remove(this.entityManager.find(Hermit.class, 1));
			remove(this.entityManager.getReference(Hermit.class, 2));
			remove(find(new Pot("pot")));
		});
		assertThat(lines()).containsExactly("-Pot pot");
		assertThat(count(Hermit.class)).isZero();
	}

}
