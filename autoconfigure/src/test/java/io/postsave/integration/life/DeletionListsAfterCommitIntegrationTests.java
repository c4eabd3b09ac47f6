package io.postsave.integration.life;

import java.util.ArrayList;
import java.util.List;

import io.postsave.AfterCommit;
import io.postsave.PostWriteEvent;
import io.postsave.library.life.Plant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of lists after the commit, of whose rows some are removed by another transaction
 * before they are told.
 */
@TestPropertySource(properties = "post-save.delivery=after-commit")
@Import(DeletionListsAfterCommitIntegrationTests.Lists.class)
class DeletionListsAfterCommitIntegrationTests extends AbstractDeletionIntegrationTests {

	@Autowired
	Lists lists;

	@BeforeEach
	void resetLists() {
		this.lists.heard.clear();
	}

	@Test
	void listHasNoRowThatAListenerToALaterOneRemoves() {
		this.log.on("+Plant b", () -> inTransaction(() -> remove(
				this.entityManager.createQuery("from Plant where name = 'a'", Plant.class).getSingleResult())));
		inTransaction(() -> persist(new Plant("a"), new Plant("b")));
		assertThat(lines()).containsExactly("+Plant a", "+Plant b", "-Plant a");
		assertThat(this.lists.heard).containsExactly("+Plant b", "-Plant a");
	}

	@Test
	void listIsNotToldAtAllIfAllItsRowsAreRemoved() {
		this.log.on("+Plant a",
				() -> inTransaction(() -> this.plants.findAll().forEach((plant) -> this.entityManager.remove(plant))));
		inTransaction(() -> persist(new Plant("a"), new Plant("b")));
		assertThat(lines()).containsExactly("+Plant a", "-Plant a", "-Plant b");
		assertThat(this.lists.heard).containsExactly("-Plant a, -Plant b");
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
