package io.postsave.integration.life;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.postsave.AttributeChange;
import io.postsave.PostDeleteEvent;
import io.postsave.PostSaveEvents;
import io.postsave.library.life.Bed;
import io.postsave.library.life.Hermit;
import io.postsave.library.life.Identified.Pot;
import io.postsave.library.life.Identified.Seed;
import io.postsave.library.life.Plant;
import io.postsave.library.life.Signpost;
import org.hibernate.FlushMode;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests of when deletions are told, and when not, that hold for either delivery. What the
 * listener does, it does in the caller's transaction or, after the commit, in one of its
 * own.
 */
abstract class AbstractDeletionMomentsIntegrationTests extends AbstractDeletionIntegrationTests {

	@Autowired
	PostSaveEvents muting;

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void listenerFindsTheRowGone(boolean byReference) {
		Plant plant = new Plant("rose");
		saved(plant);
		List<Long> counts = new ArrayList<>();
		this.log.on(byReference ? "-Plant ?" : "-Plant rose", () -> inTransaction(() -> {
			counts.add(count(Plant.class));
			assertThat(this.entityManager.find(Plant.class, plant.key())).isNull();
		}));
		inTransaction(() -> remove(byReference ? reference(plant) : find(plant)));
		assertThat(lines()).hasSize(1);
		assertThat(counts).containsExactly(0L);
	}

	@Test
	void failedFlushTellsNothing() {
		Plant plant = new Plant("rose");
		saved(plant, new Signpost(1, plant), new Pot("pot"));
		assertThatExceptionOfType(DataIntegrityViolationException.class).isThrownBy(() -> inTransaction(() -> {
			remove(find(new Pot("pot")));
			remove(find(plant));
		}));
		assertThat(lines()).isEmpty();
		assertThat(count(Plant.class) + count(Pot.class)).isEqualTo(2);
		inTransaction(() -> remove(find(new Pot("pot"))));
		assertThat(lines()).containsExactly("-Pot pot");
	}

	@Test
	void failedFlushThatIsCaughtTellsNothing() {
		Plant plant = new Plant("rose");
		saved(plant, new Signpost(1, plant));
		new TransactionTemplate(this.transactionManager).executeWithoutResult((status) -> {
			remove(reference(plant));
			assertThatExceptionOfType(RuntimeException.class).isThrownBy(this::flush);
			status.setRollbackOnly();
		});
		assertThat(lines()).isEmpty();
	}

	/**
	 * Hibernate finds that no row was deleted.
	 */
	@Test
	void deletionOfARowThatIsNotThereIsNotTold() {
		Pot gone = new Pot("gone");
		Plant plant = new Plant("rose");
		saved(gone, plant);
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> inTransaction(() -> {
			Pot found = find(gone);
			this.jdbc.update("delete from pot");
			remove(found);
		}));
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> inTransaction(() -> {
			Plant found = find(plant);
			this.jdbc.update("update plant set version = 5");
			remove(found);
		}));
		assertThat(lines()).isEmpty();
		assertThat(count(Plant.class)).isOne();
	}

	@Test
	void deletionByAReferenceToNothingIsNotTold() {
		Throwable failure = catchThrowable(
				() -> inTransaction(() -> remove(this.entityManager.getReference(Pot.class, "nobody"))));
		assertThat(failure).isNotNull();
		assertThat(lines()).isEmpty();
	}

	@Test
	void withdrawnRemovalIsNotTold() {
		Plant plant = new Plant("rose");
		saved(plant, new Pot("pot"));
		inTransaction(() -> {
			Plant found = find(plant);
			remove(found);
			persist(found);
			remove(find(new Pot("pot")));
		});
		assertThat(lines()).containsExactly("-Pot pot");
		assertThat(count(Plant.class)).isOne();
	}

	@Test
	void entityThatIsRemovedAgainAfterAWithdrawalIsToldOnce() {
		Plant plant = new Plant("rose");
		saved(plant);
		inTransaction(() -> {
			Plant found = find(plant);
			remove(found);
			persist(found);
			remove(found);
			remove(found);
		});
		assertThat(lines()).containsExactly("-Plant rose");
	}

	@Test
	void removalThatTheFlushWithdrawsByACascadeIsNotTold() {
		Bed bed = new Bed("bed");
		Bed.Sprout sprout = bed.add("a");
		saved(bed);
		inTransaction(() -> {
			Bed found = find(bed);
			assertThat(found.getSprouts()).hasSize(1);
			remove(this.entityManager.find(Bed.Sprout.class, sprout.key()));
		});
		assertThat(lines()).isEmpty();
		assertThat(count(Bed.Sprout.class)).isOne();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void removalThatAClearForgetsIsNotTold(boolean byReference) {
		Plant plant = new Plant("rose");
		saved(plant);
		inTransaction(() -> {
			remove(byReference ? reference(plant) : find(plant));
			this.entityManager.clear();
			persist(new Pot("pot"));
		});
		assertThat(lines()).containsExactly("+Pot pot");
		assertThat(count(Plant.class)).isOne();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void entityThatIsRemovedAgainAfterAClearIsToldOnce(boolean byReference) {
		Plant plant = new Plant("rose");
		saved(plant);
		inTransaction(() -> {
			remove(byReference ? reference(plant) : find(plant));
			this.entityManager.clear();
			remove(byReference ? reference(plant) : find(plant));
		});
		assertThat(lines()).hasSize(1);
		assertThat(count(Plant.class)).isZero();
	}

	@Test
	void removalThatIsNeverFlushedIsNotTold() {
		Plant plant = new Plant("rose");
		saved(plant);
		inTransaction(() -> {
			this.entityManager.unwrap(Session.class).setHibernateFlushMode(FlushMode.MANUAL);
			remove(find(plant));
		});
		assertThat(lines()).isEmpty();
		assertThat(count(Plant.class)).isOne();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void explicitFlushInManualModeTells(boolean readOnlyTransaction) {
		Plant plant = new Plant("rose");
		saved(plant);
		TransactionTemplate transaction = new TransactionTemplate(this.transactionManager);
		transaction.setReadOnly(readOnlyTransaction);
		transaction.executeWithoutResult((status) -> {
			this.entityManager.unwrap(Session.class).setHibernateFlushMode(FlushMode.MANUAL);
			remove(reference(plant));
			flush();
		});
		assertThat(lines()).containsExactly("-Plant ?");
		assertThat(count(Plant.class)).isZero();
	}

	@Test
	void readOnlyTransactionThatDoesNotFlushTellsNothing() {
		Plant plant = new Plant("rose");
		saved(plant);
		TransactionTemplate transaction = new TransactionTemplate(this.transactionManager);
		transaction.setReadOnly(true);
		transaction.executeWithoutResult((status) -> remove(find(plant)));
		assertThat(lines()).isEmpty();
		assertThat(count(Plant.class)).isOne();
	}

	@Test
	void createdThenRemovedBeforeItIsToldIsNotToldAtAll() {
		inTransaction(() -> {
			Plant plant = new Plant("sequence");
			Seed seed = new Seed("identity");
			Pot pot = new Pot("assigned");
			persist(plant, seed, pot);
			List.of(plant, seed, pot).forEach(this::remove);
			persist(new Pot("still there"));
		});
		assertThat(lines()).containsExactly("+Pot still there");
	}

	@Test
	void updatedThenRemovedInOneFlushIsToldAsDeleted() {
		Plant plant = new Plant("rose");
		saved(plant);
		inTransaction(() -> {
			Plant found = find(plant);
			found.setName("tulip");
			remove(found);
		});
		assertThat(lines()).containsExactly("-Plant tulip");
		assertThat(onlyDeletion().getChanges()).containsEntry("name", new AttributeChange("rose", null));
	}

	@Test
	void deletionByAQueryIsTold() {
		Plant plant = new Plant("rose");
		saved(plant);
		inTransaction(() -> {
			remove(find(plant));
			assertThat(count(Plant.class)).isZero();
			persist(new Pot("pot"));
		});
		assertThat(lines()).containsExactly("-Plant rose", "+Pot pot");
	}

	@Test
	void rolledBackDeletionLeavesNothing() {
		Plant plant = new Plant("rose");
		saved(plant);
		new TransactionTemplate(this.transactionManager).executeWithoutResult((status) -> {
			remove(find(plant));
			status.setRollbackOnly();
		});
		assertThat(lines()).isEmpty();
		inTransaction(() -> remove(find(plant)));
		assertThat(lines()).containsExactly("-Plant rose");
	}

	@Test
	void referenceThatIsRemovedAgainIsToldOnce() {
		Plant plant = new Plant("rose");
		saved(plant, new Hermit(1));
		inTransaction(() -> {
			Plant reference = reference(plant);
			remove(reference);
			remove(reference);
			flush();
			remove(reference);
			flush();
			remove(this.entityManager.getReference(Hermit.class, 1));
			flush();
		});
		assertThat(lines()).containsExactly("-Plant ?");
	}

	@Test
	void referenceThatIsPersistedAnewAndRemovedAgainIsToldAsHibernateWritesIt() {
		Pot pot = new Pot("pot");
		saved(pot);
		inTransaction(() -> {
			remove(reference(pot));
			Pot anew = new Pot("pot");
			persist(anew);
			flush();
			this.entityManager.detach(anew);
			remove(reference(pot));
		});
		assertThat(count(Pot.class)).isOne();
		assertThat(lines()).last().isEqualTo("+Pot pot");
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void mutedRemovalIsNotTold(boolean byReference) {
		Plant plant = new Plant("rose");
		saved(plant, new Hermit(1), new Hermit(2), new Pot("pot"));
		inTransaction(() -> {
			this.muting.mute(() -> remove(byReference ? reference(plant) : find(plant)));
			remove(this.entityManager.find(Hermit.class, 1));
			flush();
			remove(this.entityManager.getReference(Hermit.class, 2));
			flush();
			this.muting.mute(Plant.class, () -> remove(find(new Pot("pot"))));
		});
		assertThat(lines()).containsExactly("-Pot pot");
		assertThat(count(Plant.class)).isZero();
	}

	@Test
	void mutedRemovalDropsWhatWaits() {
		inTransaction(() -> {
			Seed seed = new Seed("one");
			persist(seed);
			this.muting.mute(() -> {
			});
			this.muting.mute(() -> remove(seed));
		});
		assertThat(lines()).doesNotContain("-Seed one");
	}

	@Test
	void deletionsByListenersAreTold() {
		Plant[] saved = { new Plant("a"), new Plant("b"), new Plant("c") };
		saved((Object[]) saved);
		this.log.on("-Plant a", () -> inTransaction(() -> remove(find(saved[1]))));
		this.log.on("-Plant b", () -> inTransaction(() -> remove(reference(saved[2]))));
		inTransaction(() -> remove(find(saved[0])));
		assertThat(lines()).containsExactly("-Plant a", "-Plant b", "-Plant ?");
		assertThat(count(Plant.class)).isZero();
	}

	@Test
	void deletionsCauseCreationsAndUpdates() {
		Plant plant = new Plant("rose");
		saved(plant, new Pot("pot"));
		this.log.on("-Plant rose", () -> inTransaction(() -> {
			find(new Pot("pot")).setName("empty");
			persist(new Pot("compost"));
		}));
		inTransaction(() -> remove(find(plant)));
		assertThat(lines()).containsExactlyInAnyOrder("-Plant rose", "~Pot empty", "+Pot compost");
	}

	@Test
	void entityBeingToldIsRemovedByItsListener() {
		Plant plant = new Plant("rose");
		this.log.on("+Plant rose", () -> inTransaction(() -> remove(find(plant))));
		inTransaction(() -> persist(plant));
		assertThat(lines()).containsExactly("+Plant rose", "-Plant rose");
		assertThat(count(Plant.class)).isZero();
	}

	@Test
	void updatedRowThatAnEarlierListenerRemovesIsToldAsDeleted() {
		Plant[] saved = { new Plant("a"), new Plant("b") };
		saved((Object[]) saved);
		this.log.on("~Plant a", () -> inTransaction(() -> remove(find(saved[1]))));
		inTransaction(() -> {
			find(saved[0]).setHeight(1);
			find(saved[1]).setHeight(1);
		});
		assertThat(lines()).containsExactly("~Plant a", "-Plant b");
	}

	@Test
	void rowThatIsRemovedBetweenTheRoundsIsNotToldTwice() {
		Plant[] saved = { new Plant("a"), new Plant("b") };
		saved((Object[]) saved);
		this.log.on("-Plant a", () -> inTransaction(() -> {
			if (this.entityManager.find(Plant.class, saved[1].key()) != null) {
				remove(find(saved[1]));
			}
			flush();
		}));
		inTransaction(() -> {
			remove(find(saved[0]));
			flush();
			assertThat(this.log.events()).hasSizeBetween(0, 2);
		});
		assertThat(lines()).containsExactly("-Plant a", "-Plant b");
	}

	@Test
	void eventIdIsTheSameWheneverItIsAskedFor() {
		Plant[] saved = { new Plant("a"), new Plant("b") };
		saved((Object[]) saved);
		inTransaction(() -> {
			remove(find(saved[0]));
			remove(reference(saved[1]));
		});
		assertThat(this.log.events()).hasSize(2);
		PostDeleteEvent<?> first = (PostDeleteEvent<?>) this.log.events().get(0);
		assertThat(first.getEventId()).isEqualTo(first.getEventId())
			.isNotEqualTo(this.log.events().get(1).getEventId());
	}

	@Test
	void detachedEntityThatIsMergedAndRemovedIsTold() {
		Plant plant = new Plant("rose");
		saved(plant);
		inTransaction(() -> remove(Objects.requireNonNull(this.entityManager.merge(plant))));
		assertThat(lines()).containsExactly("-Plant rose");
	}

}
