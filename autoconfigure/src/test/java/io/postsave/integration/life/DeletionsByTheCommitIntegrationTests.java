package io.postsave.integration.life;

import java.util.ArrayList;
import java.util.List;

import io.postsave.PostDeleteEvent;
import io.postsave.PostWriteEvent;
import io.postsave.library.life.Identified.Pot;
import io.postsave.library.life.Pond;
import io.postsave.library.life.Pond.Fish;
import io.postsave.library.life.Pond.Snail;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of deletions that are first found by the flush of the commit, or caused shortly
 * before it: those who are told before the commit are told of them.
 */
@SpringBootTest(classes = DeletionApplication.class,
		properties = "spring.jpa.properties.jakarta.persistence.validation.mode=none")
@Import(DeletionsByTheCommitIntegrationTests.Listeners.class)
class DeletionsByTheCommitIntegrationTests {

	@Autowired
	TransactionTemplate transaction;

	@Autowired
	EntityManager entityManager;

	@Autowired
	JdbcTemplate jdbc;

	@Autowired
	Listeners listeners;

	@BeforeEach
	void prepare() {
		List.of("pond", "fish", "snail", "pot").forEach((table) -> this.jdbc.update("delete from " + table));
		this.transaction.executeWithoutResult((status) -> {
			Snail snail = new Snail("snail");
			Fish fish = new Fish("fish", snail);
			List.of(snail, fish, new Pond("pond", fish), new Pot("pot")).forEach(this.entityManager::persist);
		});
		this.listeners.heard.clear();
	}

	@Test
	void orphanOfAnEntityThatNobodyHearsIsToldBeforeTheCommit() {
		this.transaction.executeWithoutResult((status) -> this.entityManager.find(Pond.class, "pond").setFish(null));
		assertThat(this.listeners.heard).containsExactly("-Snail");
		assertThat(this.jdbc.queryForList("select id from fish union all select id from snail")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void entityThatIsRemovedShortlyBeforeTheCommitIsTold(boolean inCompletion) {
		this.transaction.executeWithoutResult(
				(status) -> TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

					@Override
					public void beforeCommit(boolean readOnly) {
						if (!inCompletion) {
							remove();
						}
					}

					@Override
					public void beforeCompletion() {
						if (inCompletion) {
							remove();
						}
					}

					private void remove() {
						DeletionsByTheCommitIntegrationTests.this.entityManager.remove(
								DeletionsByTheCommitIntegrationTests.this.entityManager.getReference(Pot.class, "pot"));
					}

				}));
		assertThat(this.listeners.heard).containsExactly("-Pot");
		assertThat(this.jdbc.queryForList("select * from pot")).isEmpty();
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class Listeners {

		final List<String> heard = new ArrayList<>();

		@TransactionalEventListener(phase = TransactionPhase.BEFORE_COMMIT)
		void onSnail(PostDeleteEvent<Snail> event) {
			add(event);
		}

		@TransactionalEventListener(phase = TransactionPhase.BEFORE_COMMIT)
		void onPot(PostDeleteEvent<Pot> event) {
			add(event);
		}

		private void add(PostWriteEvent<?> event) {
			this.heard.add("-" + event.getEntityType().getSimpleName());
		}

	}

}
