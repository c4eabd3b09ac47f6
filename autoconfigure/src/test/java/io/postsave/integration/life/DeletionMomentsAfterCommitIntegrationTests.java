package io.postsave.integration.life;

import io.postsave.PostSaveFailure;
import io.postsave.library.life.Identified.Pot;
import io.postsave.library.life.Plant;
import org.junit.jupiter.api.Test;

import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of when deletions are told after the commit.
 */
@TestPropertySource(properties = { "post-save.delivery=after-commit", "post-save.max-rounds=5" })
class DeletionMomentsAfterCommitIntegrationTests extends AbstractDeletionMomentsIntegrationTests {

	@Test
	void deletionIsToldAfterTheCommit() {
		Plant plant = new Plant("rose");
		saved(plant);
		inTransaction(() -> {
			remove(find(plant));
			flush();
			assertThat(lines()).isEmpty();
		});
		assertThat(lines()).containsExactly("-Plant rose");
	}

	@Test
	void rolledBackDeletionIsNotTold() {
		Plant plant = new Plant("rose");
		saved(plant);
		new TransactionTemplate(this.transactionManager).executeWithoutResult((status) -> {
			remove(find(plant));
			flush();
			status.setRollbackOnly();
		});
		assertThat(lines()).isEmpty();
	}

	@Test
	void committedRowThatAnEarlierListenerRemovesIsToldAsDeletedAlone() {
		Plant[] created = { new Plant("a"), new Plant("b") };
		this.log.on("+Plant a", () -> inTransaction(() -> remove(find(created[1]))));
		inTransaction(() -> persist((Object[]) created));
		assertThat(lines()).containsExactly("+Plant a", "-Plant b");
	}

	@Test
	void committedRowThatAListenerRemovesAndCreatesAnewIsToldAsCreated() {
		this.log.on("+Pot a", () -> inTransaction(() -> {
			remove(find(new Pot("b")));
			flush();
			persist(new Pot("b"));
		}));
		inTransaction(() -> persist(new Pot("a"), new Pot("b")));
		assertThat(lines()).containsExactly("+Pot a", "+Pot b");
	}

	@Test
	void chainOfCommitsIsEndedByMaxRounds() {
		this.log.on("+Pot pot", () -> inTransaction(() -> remove(find(new Pot("pot")))));
		this.log.on("-Pot pot", () -> inTransaction(() -> persist(new Pot("pot"))));
		inTransaction(() -> persist(new Pot("pot")));
		assertThat(lines()).hasSize(5);
		assertThat(this.failures.all()).singleElement().extracting(PostSaveFailure::error).asString().contains("5");
		this.failures.reset();
	}

	@Test
	void failureOfAListenerIsHandled() {
		Plant plant = new Plant("rose");
		saved(plant);
		this.log.on("-Plant rose", () -> {
			throw new IllegalStateException("too late");
		});
		inTransaction(() -> remove(find(plant)));
		assertThat(this.failures.all()).singleElement()
			.satisfies((failure) -> assertThat(failure.event()).isSameAs(onlyDeletion()));
		this.failures.reset();
		assertThat(count(Plant.class)).isZero();
	}

}
