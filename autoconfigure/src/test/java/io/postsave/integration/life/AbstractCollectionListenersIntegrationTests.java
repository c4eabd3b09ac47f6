package io.postsave.integration.life;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

import io.postsave.AfterCommit;
import io.postsave.AttributeChange;
import io.postsave.InTransaction;
import io.postsave.PostDeleteEvent;
import io.postsave.PostSaveEvent;
import io.postsave.PostSaveEvents;
import io.postsave.PostWriteEvent;
import io.postsave.WhenChanged;
import io.postsave.library.collected.Dossier;
import io.postsave.library.collected.Register;
import io.postsave.library.collected.Shape;
import io.postsave.library.collected.Sketch;
import io.postsave.library.collected.Slip;
import io.postsave.library.collected.Stamped;
import io.postsave.library.collected.Topic;
import io.postsave.library.collected.Untold;
import io.postsave.library.collected.VersionedSketch;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of who is told of collections, of entities with and without versions and
 * generated identifiers, with either delivery.
 */
abstract class AbstractCollectionListenersIntegrationTests extends CollectedShelfTest {

	private Listeners listeners() {
		return shelf().bean(Listeners.class);
	}

	@BeforeEach
	void forgetLines() {
		listeners().lines.clear();
		listeners().both.clear();
	}

	private Long storedRegister() {
		Long id = shelf().inTransaction(() -> {
			Register register = new Register();
			register.setName("one");
			register.setTags(new HashSet<>(Set.of("a")));
			register.setHidden(new HashSet<>(Set.of("h")));
			shelf().entityManager().persist(register);
			return register.getId();
		});
		shelf().forget();
		listeners().lines.clear();
		return id;
	}

	private Register register(Long id) {
		return shelf().entityManager().find(Register.class, id);
	}

	@Test
	void listenersThatNameACollectionAreTold() {
		Long id = storedRegister();
		shelf().inTransaction(() -> register(id).getTags().add("b"));
		assertThat(listeners().lines).containsExactlyInAnyOrder("named", "condition", "list of 1", "BEFORE_COMMIT",
				"AFTER_COMMIT", "in transaction", "after commit");
		listeners().lines.clear();
		shelf().inTransaction(() -> register(id).setName("two"));
		assertThat(listeners().lines).containsExactlyInAnyOrder("list of 1", "BEFORE_COMMIT", "AFTER_COMMIT",
				"in transaction", "after commit");
	}

	@Test
	void collectionIsOneEventWithItsRowInBothDeliveries() {
		Long id = storedRegister();
		List<PostWriteEvent<?>> both = listeners().both;
		both.clear();
		shelf().inTransaction(() -> {
			register(id).setName("two");
			register(id).getTags().add("b");
			register(id).getHidden().clear();
		});
		assertThat(both).hasSize(2);
		assertThat(both.get(0).getEventId()).isEqualTo(both.get(1).getEventId());
		assertThat(both).allSatisfy((event) -> assertThat(event.getChanges()).isEqualTo(Map.of("name",
				new AttributeChange("one", "two"), "tags", new AttributeChange(Set.of("a"), Set.of("a", "b")), "hidden",
				new AttributeChange(Set.of("h"), Set.of()))));
	}

	@Test
	void mutedCollectionIsNotToldByItselfNorByOthers() {
		Long id = storedRegister();
		PostSaveEvents events = shelf().bean(PostSaveEvents.class);
		shelf().inTransaction(() -> {
			Register register = register(id);
			events.mute(() -> {
				register.getTags().add("b");
			});
			register.setName("two");
			shelf().entityManager().flush();
			register.getTags().add("c");
		});
		List<PostWriteEvent<?>> told = told();
		assertThat(told).hasSize(shelf().isMerging() ? 1 : 2);
		assertThat(told.get(0).getChanges()).containsKey("name");
		assertThat(told.get(told.size() - 1).getChanges()).containsEntry("tags",
				new AttributeChange(Set.of("a", "b"), Set.of("a", "b", "c")));
	}

	@Test
	void entityThatOptsOutIsNotTold() {
		Long id = shelf().inTransaction(() -> {
			Untold untold = new Untold();
			untold.getTags().add("a");
			shelf().entityManager().persist(untold);
			return untold.getId();
		});
		shelf().inTransaction(() -> shelf().entityManager().find(Untold.class, id).getTags().add("b"));
		shelf().inTransaction(() -> shelf().entityManager().find(Untold.class, id).getTags().clear());
		assertThat(told()).isEmpty();
	}

	@Test
	void versionIsTheOneThatWasWritten() {
		Long id = shelf().inTransaction(() -> {
			Register register = new Register();
			register.getTags().add("a");
			shelf().entityManager().persist(register);
			return register.getId();
		});
		assertThat(only().getVersion()).isEqualTo(0);
		shelf().forget();
		shelf().inTransaction(() -> register(id).getTags().add("b"));
		assertThat(only().getVersion()).isEqualTo(1).isEqualTo(storedVersion(id));
		assertThat(only().getChanges()).containsOnlyKeys("tags");
		shelf().forget();
		shelf().inTransaction(() -> register(id).getHidden().add("h"));
		assertThat(only().getVersion()).isEqualTo(1).isEqualTo(storedVersion(id));
		assertThat(only().getChanges()).containsOnlyKeys("hidden");
		shelf().forget();
		shelf().inTransaction(() -> {
			register(id).getTags().clear();
			shelf().entityManager().flush();
			register(id).setName("two");
		});
		assertThat(told().get(told().size() - 1).getVersion()).isEqualTo(3).isEqualTo(storedVersion(id));
		shelf().forget();
		shelf().inTransaction(() -> shelf().entityManager().remove(register(id)));
		assertThat(only().getVersion()).isEqualTo(3);
	}

	private Integer storedVersion(Long id) {
		return shelf().inTransaction(() -> register(id).getVersion());
	}

	@Test
	void generatedVersionIsTheOneThatWasWritten() {
		Long id = shelf().inTransaction(() -> {
			Dossier dossier = new Dossier();
			dossier.getTags().add("a");
			shelf().entityManager().persist(dossier);
			return dossier.getId();
		});
		assertThat(only().getVersion()).isNotNull().isEqualTo(storedTimestamp(id));
		assertThat(only().getChanges()).containsEntry("tags", new AttributeChange(null, Set.of("a")));
		shelf().forget();
		shelf().inTransaction(() -> shelf().entityManager().find(Dossier.class, id).getTags().add("b"));
		assertThat(only().getVersion()).isNotNull().isEqualTo(storedTimestamp(id));
		assertThat(only().getChanges()).containsOnlyKeys("tags", "updated");
	}

	private Object storedTimestamp(Long id) {
		return shelf().inTransaction(() -> shelf().entityManager().find(Dossier.class, id).getVersion());
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void identityInsertIsToldWithTheCollectionsThatTheNextFlushWrites(boolean flushed) {
		shelf().inTransaction(() -> {
			Slip slip = new Slip();
			slip.getTags().add("a");
			shelf().entityManager().persist(slip);
			assertThat(told()).isEmpty();
			slip.getTags().add("b");
			if (flushed) {
				shelf().entityManager().flush();
			}
		});
		assertThat(only()).isInstanceOf(PostSaveEvent.Created.class);
		assertThat(only().getChanges()).isEqualTo(Map.of("tags", new AttributeChange(null, Set.of("a", "b"))));
	}

	@Test
	void identityInsertWithoutElementsHasNoChanges() {
		shelf().inTransaction(() -> shelf().entityManager().persist(new Slip()));
		assertThat(only().getChanges()).isEmpty();
	}

	@Test
	void identityInsertOfWhichACollectionIsReplacedBeforeTheFlushIsOneEvent() {
		shelf().inTransaction(() -> {
			Slip slip = new Slip();
			slip.setTags(new HashSet<>(Set.of("a")));
			shelf().entityManager().persist(slip);
			slip.setTags(new HashSet<>(Set.of("b")));
		});
		assertThat(told().get(0).getChanges()).isEqualTo(Map.of("tags", new AttributeChange(null, Set.of("b"))));
		assertThat(only()).isInstanceOf(PostSaveEvent.Created.class);
	}

	@Test
	void identityInsertThatIsRemovedBeforeItIsToldIsNothing() {
		shelf().inTransaction(() -> {
			Slip slip = new Slip();
			slip.getTags().add("a");
			shelf().entityManager().persist(slip);
			shelf().entityManager().remove(slip);
		});
		assertThat(told()).isEmpty();
	}

	@Test
	void updateThatIsWrittenForEqualContentIsToldAsWhatItIs() {
		Long id = shelf().inTransaction(() -> {
			Stamped stamped = new Stamped();
			stamped.getTags().add("a");
			shelf().entityManager().persist(stamped);
			return stamped.getId();
		});
		shelf().forget();
		shelf().inTransaction(() -> {
			Stamped stamped = shelf().entityManager().find(Stamped.class, id);
			stamped.getTags().size();
			stamped.setTags(new HashSet<>(Set.of("a")));
		});
		long updates = CollectedApplication.Statements.executed.stream()
			.filter((statement) -> statement.startsWith("update stamped "))
			.count();
		assertThat(told()).hasSize((int) updates)
			.allSatisfy((event) -> assertThat(event.getChanges()).containsOnlyKeys("updated"));
	}

	@Test
	void elementsThatNeverEqualThemselvesAreToldOnceWithTheWrite() {
		Sketch sketch = new Sketch();
		VersionedSketch versioned = new VersionedSketch();
		shelf().inTransaction(() -> {
			sketch.setShapes(new ArrayList<>(List.of(new Shape("square"))));
			versioned.setShapes(new ArrayList<>(List.of(new Shape("square"))));
			shelf().entityManager().persist(sketch);
			shelf().entityManager().persist(versioned);
		});
		assertThat(told()).hasSize(2).allSatisfy((event) -> assertThat(event.getChanges()).containsKey("shapes"));
		shelf().forget();
		shelf().inTransaction(() -> {
			shelf().entityManager().find(Sketch.class, sketch.getId()).getShapes().get(0).setText("round");
			shelf().entityManager().find(VersionedSketch.class, versioned.getId()).getShapes().get(0).setText("round");
		});
		assertThat(told()).hasSize(2).allSatisfy((event) -> {
			assertThat(event.getChanges()).containsOnlyKeys("shapes");
			assertThat(event.getChanges().get("shapes").oldValue()).hasToString("[square]");
			assertThat(event.getChanges().get("shapes").newValue()).hasToString("[round]");
		});
	}

	@Test
	void elementsThatNeverEqualThemselvesAreNotToldAgainWhenAListenerChangesSomethingElse() {
		Sketch sketch = new Sketch();
		VersionedSketch versioned = new VersionedSketch();
		shelf().inTransaction(() -> {
			sketch.setShapes(new ArrayList<>(List.of(new Shape("square"))));
			versioned.setShapes(new ArrayList<>(List.of(new Shape("square"))));
			shelf().entityManager().persist(sketch);
			shelf().entityManager().persist(versioned);
		});
		shelf().forget();
		shelf().ear().onEvent((event) -> {
			if (event.getEntity() instanceof Sketch) {
				shelf().entityManager().persist(new Topic("written by " + event.getEntityType().getSimpleName()));
			}
		});
		shelf().inTransaction(() -> {
			shelf().entityManager().find(Sketch.class, sketch.getId()).getShapes().get(0).setText("round");
			shelf().entityManager().find(VersionedSketch.class, versioned.getId()).getShapes().get(0).setText("round");
		});
		assertThat(told()).hasSize(2).allSatisfy((event) -> assertThat(event.getChanges()).containsOnlyKeys("shapes"));
	}

	@Test
	void deletionIsToldWithLoadedCollectionsAlone() {
		Long id = storedRegister();
		shelf().inTransaction(() -> {
			Register register = register(id);
			register.getTags().size();
			shelf().entityManager().remove(register);
		});
		assertThat(only()).isInstanceOf(PostDeleteEvent.class);
		assertThat(only().getChanges()).isEqualTo(
				Map.of("name", new AttributeChange("one", null), "tags", new AttributeChange(Set.of("a"), null)));
	}

	@Test
	void collectionsThatAStatelessSessionInsertsArePartOfTheCreation() {
		shelf().bean(EntityManagerFactory.class).unwrap(SessionFactory.class).inStatelessTransaction((session) -> {
			Register register = new Register();
			register.getTags().add("a");
			session.insert(register);
		});
		assertThat(only().getChanges()).isEqualTo(Map.of("tags", new AttributeChange(null, Set.of("a"))));
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void collectionsThatAStatelessSessionWritesAgainArePartOfAMergedCreation(boolean emptied) {
		shelf().bean(EntityManagerFactory.class).unwrap(SessionFactory.class).inStatelessTransaction((session) -> {
			Register register = new Register();
			register.getTags().add("a");
			session.insert(register);
			register.setTags(emptied ? new HashSet<>() : new HashSet<>(Set.of("b", "c")));
			session.update(register);
		});
		if (shelf().isMerging()) {
			assertThat(only().getChanges())
				.isEqualTo(emptied ? Map.of() : Map.of("tags", new AttributeChange(null, Set.of("b", "c"))));
		}
		else {
			assertThat(told()).hasSize(2);
			assertThat(told().get(0).getChanges()).isEqualTo(Map.of("tags", new AttributeChange(null, Set.of("a"))));
			assertThat(last().isChangesKnown()).isFalse();
		}
	}

	@Test
	void flushThatFailsTellsNothing() {
		Long id = storedRegister();
		try {
			shelf().inTransaction(() -> {
				register(id).getTags().add("b");
				register(id).setName("x".repeat(300));
			});
		}
		catch (RuntimeException ex) {
			assertThat(told()).isEmpty();
			return;
		}
		throw new AssertionError("The flush has not failed");
	}

	@Configuration(proxyBeanMethods = false)
	static class ListeningApplication {

		@Bean
		Listeners listeners() {
			return new Listeners();
		}

	}

	static class Listeners {

		private final List<String> lines = new CopyOnWriteArrayList<>();

		private final List<PostWriteEvent<?>> both = new CopyOnWriteArrayList<>();

		@EventListener
		@WhenChanged("tags")
		void named(PostSaveEvent<Register> event) {
			this.lines.add("named");
		}

		@EventListener(condition = "#event.hasChanged('tags')")
		void conditioned(PostSaveEvent<Register> event) {
			this.lines.add("condition");
		}

		@EventListener
		void all(List<PostWriteEvent<Register>> events) {
			this.lines.add("list of " + events.size());
		}

		@TransactionalEventListener(phase = TransactionPhase.BEFORE_COMMIT)
		void beforeCommit(PostSaveEvent<Register> event) {
			this.lines.add("BEFORE_COMMIT");
		}

		@TransactionalEventListener
		void committed(PostSaveEvent<Register> event) {
			this.lines.add("AFTER_COMMIT");
		}

		@EventListener
		@InTransaction
		void inTransaction(PostWriteEvent<Register> event) {
			this.lines.add("in transaction");
			this.both.add(event);
		}

		@EventListener
		@AfterCommit
		void afterCommit(PostWriteEvent<Register> event) {
			this.lines.add("after commit");
			this.both.add(event);
		}

	}

}
