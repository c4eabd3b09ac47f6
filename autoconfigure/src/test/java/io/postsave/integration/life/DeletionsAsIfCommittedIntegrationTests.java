package io.postsave.integration.life;

import java.util.ArrayList;
import java.util.List;

import io.postsave.AfterCommit;
import io.postsave.PostWriteEvent;
import io.postsave.library.life.Identified.Pot;
import io.postsave.library.life.Plant;
import io.postsave.test.TestPostSave;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.annotation.Transactional;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of deletions that are told in a test's transaction as if it had committed.
 */
@Transactional
@TestPropertySource(properties = "post-save.delivery=after-commit")
@Import(DeletionsAsIfCommittedIntegrationTests.Lists.class)
class DeletionsAsIfCommittedIntegrationTests extends AbstractDeletionIntegrationTests {

	@Autowired
	Lists lists;

	@BeforeEach
	void resetLists() {
		this.lists.heard.clear();
	}

	@Override
	@AfterEach
	void nothingIsLeftOver() {
		assertThat(this.failures.all()).isEmpty();
	}

	@Test
	void deletionIsToldOnce() {
		Plant plant = new Plant("rose");
		persist(plant);
		TestPostSave.deliverAfterCommit();
		remove(plant);
		assertThat(lines()).containsExactly("+Plant rose");
		TestPostSave.deliverAfterCommit();
		TestPostSave.deliverAfterCommit();
		assertThat(lines()).containsExactly("+Plant rose", "-Plant rose");
		assertThat(this.lists.heard).containsExactly("+Plant rose", "-Plant rose");
	}

	@Test
	void createdThenRemovedIsNotTold() {
		Plant plant = new Plant("rose");
		persist(plant);
		flush();
		remove(plant);
		TestPostSave.deliverAfterCommit();
		assertThat(lines()).isEmpty();
	}

	@Test
	void updatedRowThatAnEarlierListenerRemovesIsToldAsDeleted() {
		Plant[] plants = { new Plant("a"), new Plant("b") };
		persist((Object[]) plants);
		TestPostSave.deliverAfterCommit();
		this.log.reset();
		this.lists.heard.clear();
		this.log.on("~Plant a", () -> inTransaction(() -> remove(find(plants[1]))));
		plants[0].setHeight(1);
		plants[1].setHeight(1);
		TestPostSave.deliverAfterCommit();
		assertThat(lines()).containsExactly("~Plant a", "-Plant b");
		assertThat(this.lists.heard).containsExactly("~Plant a", "-Plant b");
	}

	@Test
	void createdRowThatAnEarlierListenerRemovesIsToldAsAfterACommit() {
		this.log.on("+Pot a", () -> inTransaction(() -> remove(find(new Pot("b")))));
		persist(new Pot("a"), new Pot("b"));
		TestPostSave.deliverAfterCommit();
		assertThat(lines()).containsExactly("+Pot a", "-Pot b");
	}

	@Test
	void createdRowThatAnEarlierListenerRemovesAndFlushesIsToldAsAfterACommit() {
		this.log.on("+Pot a", () -> inTransaction(() -> {
			remove(find(new Pot("b")));
			flush();
		}));
		persist(new Pot("a"), new Pot("b"));
		TestPostSave.deliverAfterCommit();
		assertThat(lines()).containsExactly("+Pot a", "-Pot b");
	}

	@Test
	void listHasNoRowThatAListenerToALaterOneRemoves() {
		this.log.on("+Plant b", () -> inTransaction(() -> {
			remove(this.entityManager.createQuery("from Plant where name = 'a'", Plant.class).getSingleResult());
			flush();
		}));
		persist(new Plant("a"), new Plant("b"));
		TestPostSave.deliverAfterCommit();
		assertThat(lines()).containsExactly("+Plant a", "+Plant b", "-Plant a");
		assertThat(this.lists.heard).containsExactly("+Plant b", "-Plant a");
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class Lists {

		final List<String> heard = new ArrayList<>();

		@EventListener
		@AfterCommit
		void on(List<PostWriteEvent<Plant>> events) {
			this.heard.add(String.join(", ", events.stream().map(DeletionLog::describe).toList()));
		}

	}

}
