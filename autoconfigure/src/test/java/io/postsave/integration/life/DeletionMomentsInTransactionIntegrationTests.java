package io.postsave.integration.life;

import io.postsave.AttributeChange;
import io.postsave.delivery.EndlessSavesException;
import io.postsave.library.life.Identified.Pot;
import io.postsave.library.life.Identified.Seed;
import io.postsave.library.life.Plant;
import org.junit.jupiter.api.Test;

import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests of when deletions are told in the transaction.
 */
@TestPropertySource(properties = { "post-save.delivery=in-transaction", "post-save.max-rounds=5" })
class DeletionMomentsInTransactionIntegrationTests extends AbstractDeletionMomentsIntegrationTests {

	@Test
	void deletionIsToldByTheFlushThatExecutesIt() {
		Plant plant = new Plant("rose");
		saved(plant);
		inTransaction(() -> {
			remove(find(plant));
			assertThat(lines()).isEmpty();
			flush();
			assertThat(lines()).containsExactly("-Plant rose");
		});
		assertThat(lines()).containsExactly("-Plant rose");
	}

	@Test
	void eachWriteIsToldWithItsOwnOldValues() {
		Plant plant = new Plant("rose");
		saved(plant);
		inTransaction(() -> {
			Plant found = find(plant);
			found.setName("tulip");
			flush();
			remove(found);
		});
		assertThat(lines()).containsExactly("~Plant tulip", "-Plant tulip");
		assertThat(this.log.events().get(1).getChanges()).containsEntry("name", new AttributeChange("tulip", null));
		assertThat(this.log.events().get(1).getVersion()).isEqualTo(1);
	}

	@Test
	void createdAndToldThenRemovedIsToldAsBoth() {
		inTransaction(() -> {
			Plant plant = new Plant("rose");
			persist(plant);
			flush();
			remove(plant);
		});
		assertThat(lines()).containsExactly("+Plant rose", "-Plant rose");
	}

	@Test
	void newInstanceWithTheIdOfARemovedRowIsToldAsHibernateFlushesIt() {
		saved(new Pot("pot"));
		inTransaction(() -> {
			remove(find(new Pot("pot")));
			persist(new Pot("pot"));
			assertThat(lines()).containsExactly("-Pot pot");
		});
		assertThat(lines()).containsExactly("-Pot pot", "+Pot pot");
	}

	@Test
	void removedAndCreatedInTurnsIsToldEachTime() {
		saved(new Pot("pot"));
		inTransaction(() -> {
			remove(find(new Pot("pot")));
			flush();
			persist(new Pot("pot"));
			flush();
			remove(find(new Pot("pot")));
		});
		assertThat(lines()).containsExactly("-Pot pot", "+Pot pot", "-Pot pot");
	}

	@Test
	void identityInsertThatIsRemovedByReferenceIsNotTold() {
		inTransaction(() -> {
			Seed seed = new Seed("one");
			persist(seed);
			this.entityManager.clear();
			remove(reference(seed));
		});
		assertThat(lines()).isEmpty();
	}

	@Test
	void endlessChainOfDeletionsEndsByMaxRounds() {
		this.log.on("+Pot pot", () -> remove(find(new Pot("pot"))));
		this.log.on("-Pot pot", () -> persist(new Pot("pot")));
		assertThatExceptionOfType(EndlessSavesException.class)
			.isThrownBy(() -> inTransaction(() -> persist(new Pot("pot"))))
			.withMessageContaining("5")
			.withMessageContaining(Pot.class.getName());
		assertThat(count(Pot.class)).isZero();
	}

	@Test
	void failureOfAListenerRollsTheDeletionBack() {
		Plant plant = new Plant("rose");
		saved(plant);
		this.log.on("-Plant rose", () -> {
			throw new IllegalStateException("kept");
		});
		assertThatIllegalStateException().isThrownBy(() -> inTransaction(() -> remove(find(plant))))
			.withMessage("kept");
		assertThat(count(Plant.class)).isOne();
	}

	@Test
	void rowThatAnEarlierListenerRemovesBeforeItWasToldIsNotTold() {
		Plant[] created = { new Plant("a"), new Plant("b") };
		this.log.on("+Plant a", () -> {
			remove(created[1]);
			flush();
		});
		inTransaction(() -> persist((Object[]) created));
		assertThat(lines()).containsExactly("+Plant a");
	}

}
