package io.postsave.integration.life;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.postsave.PostDeleteEvent;
import io.postsave.PostSaveEvent;
import io.postsave.PostWriteEvent;
import io.postsave.library.random.Draft;
import io.postsave.library.random.Item;
import io.postsave.library.random.Label;
import io.postsave.library.random.Ledger;
import io.postsave.library.random.Stamp;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the collections of a new entity are part of its creation, whenever its row
 * is inserted, and that deletions are told in the order in which they are made.
 */
@SpringBootTest(properties = "post-save.delivery=in-transaction")
class CreationsWithCollectionsIntegrationTests {

	@Autowired
	TransactionTemplate transaction;

	@Autowired
	EntityManager entityManager;

	@Autowired
	Listener listener;

	private static int lastSerial;

	@BeforeEach
	void saveLabel() {
		this.listener.action = () -> {
		};
		this.transaction.executeWithoutResult((status) -> this.entityManager.merge(new Label(1)));
		this.listener.told.clear();
	}

	@Test
	void collectionThatIsReplacedBeforeTheInsertIsPartOfTheCreation() {
		this.transaction.executeWithoutResult((status) -> {
			Draft draft = new Draft(nextSerial());
			this.entityManager.persist(draft);
			draft.setLabels(new HashSet<>(Set.of(this.entityManager.getReference(Label.class, 1L))));
		});
		assertThat(this.listener.told).containsExactly("+Draft labels serial");
	}

	@Test
	void collectionIsPartOfTheCreationThoughAVersionIsIncrementedAtOnce() {
		this.transaction.executeWithoutResult((status) -> {
			Ledger ledger = new Ledger("merged", nextSerial());
			ledger.getTags().add("tag");
			this.entityManager.merge(ledger);
		});
		assertThat(this.listener.told).containsExactly("+Ledger serial tags", "~Ledger");
	}

	@Test
	void collectionIsPartOfACreationByAListenerThatAnIdentityInsertBringsForward() {
		this.listener.action = () -> {
			Ledger ledger = new Ledger("forward", nextSerial());
			ledger.getTags().add("tag");
			this.entityManager.persist(ledger);
			this.entityManager.persist(new Stamp(nextSerial()));
		};
		this.transaction.executeWithoutResult((status) -> this.entityManager.persist(new Draft(nextSerial())));
		assertThat(this.listener.told).containsExactly("+Draft serial", "+Ledger serial tags", "+Stamp serial");
	}

	@Test
	void collectionIsPartOfACreationThatAListenerFlushes() {
		this.listener.action = () -> {
			Ledger ledger = new Ledger("flushed", nextSerial());
			ledger.getTags().add("tag");
			this.entityManager.persist(ledger);
			this.entityManager.flush();
		};
		this.transaction.executeWithoutResult((status) -> this.entityManager.persist(new Draft(nextSerial())));
		assertThat(this.listener.told).containsExactly("+Draft serial", "+Ledger serial tags");
	}

	@Test
	void removalThatWasWithdrawnAndMadeAgainIsToldWhenItIsMade() {
		Stamp stamp = new Stamp(nextSerial());
		Draft draft = new Draft(nextSerial());
		this.transaction.executeWithoutResult((status) -> {
			this.entityManager.persist(stamp);
			this.entityManager.persist(draft);
		});
		this.listener.told.clear();
		this.transaction.executeWithoutResult((status) -> {
			Stamp first = this.entityManager.find(Stamp.class, stamp.getId());
			this.entityManager.remove(first);
			this.entityManager.persist(first);
			this.entityManager.remove(this.entityManager.find(Draft.class, draft.getId()));
			this.entityManager.remove(first);
		});
		assertThat(this.listener.told).containsExactly("-Draft serial", "-Stamp serial");
	}

	private static int nextSerial() {
		return ++lastSerial;
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EntityScan(basePackageClasses = Item.class)
	static class Application {

		@Bean
		Listener listener() {
			return new Listener();
		}

	}

	/**
	 * Notes what it is told of, and acts once.
	 */
	static class Listener {

		private final List<String> told = new ArrayList<>();

		private Runnable action = () -> {
		};

		@EventListener
		void on(PostWriteEvent<?> event) {
			String kind = (event instanceof PostDeleteEvent<?>) ? "-"
					: ((PostSaveEvent<?>) event).isCreated() ? "+" : "~";
			String changes = String.join(" ", event.getChanges().keySet().stream().sorted().toList());
			this.told.add((kind + event.getEntityType().getSimpleName() + " " + changes).trim());
			Runnable action = this.action;
			this.action = () -> {
			};
			action.run();
		}

	}

}
