package io.postsave.integration.life;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.postsave.AfterCommit;
import io.postsave.InTransaction;
import io.postsave.PostDeleteEvent;
import io.postsave.PostSaveEvent;
import io.postsave.PostSaveEvents;
import io.postsave.PostWriteEvent;
import io.postsave.WhenChanged;
import io.postsave.library.life.Identified.Garden;
import io.postsave.library.life.Identified.Pot;
import io.postsave.library.life.Plant;
import io.postsave.library.life.Tools.Spade;
import io.postsave.library.life.Tools.Tool;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of those who are told of deletions: by whatever declaration, and at whatever
 * moment.
 */
@Import(AbstractDeletionListenersIntegrationTests.Listening.class)
@TestPropertySource(properties = "post-save.exclude=io.postsave.library.life.Identified$Garden")
@RecordApplicationEvents
abstract class AbstractDeletionListenersIntegrationTests extends AbstractDeletionIntegrationTests {

	@Autowired
	Listeners listeners;

	@Autowired
	PostSaveEvents muting;

	@BeforeEach
	void resetListeners() {
		this.listeners.told.clear();
		this.listeners.inTransaction = (event) -> {
		};
	}

	@Test
	void eachIsToldOfWhatItDeclares() {
		Plant plant = new Plant("rose");
		saved(plant, new Spade("spade"), new Pot("pot"));
		this.listeners.told.clear();
		inTransaction(() -> {
			remove(find(plant));
			remove(find(new Spade("spade")));
			remove(find(new Pot("pot")));
		});
		assertThat(this.listeners.told("plants")).containsExactly("-Plant rose");
		assertThat(this.listeners.told("tools")).containsExactly("-Spade spade");
		assertThat(this.listeners.told("only tools")).isEmpty();
		assertThat(this.listeners.told("everything")).containsExactly("-Plant rose", "-Spade spade", "-Pot pot");
		assertThat(this.listeners.told("bean")).containsExactly("-Plant rose");
		assertThat(this.listeners.told("saves")).isEmpty();
	}

	@Test
	void thoseWhoChooseAreToldWhenTheyHaveChosenTo() {
		Plant plant = new Plant("rose");
		saved(plant);
		this.listeners.told.clear();
		inTransaction(() -> {
			remove(find(plant));
			flush();
			assertThat(this.listeners.told("in transaction")).containsExactly("-Plant rose");
			assertThat(this.listeners.told("list in transaction")).containsExactly("-Plant rose");
			assertThat(this.listeners.told("after commit")).isEmpty();
			assertThat(this.listeners.told("list after commit")).isEmpty();
		});
		assertThat(this.listeners.told("in transaction")).containsExactly("-Plant rose");
		assertThat(this.listeners.told("after commit")).containsExactly("-Plant rose");
		assertThat(this.listeners.told("list after commit")).containsExactly("-Plant rose");
	}

	@Test
	void listsHoldSavesAndDeletionsInTheOrderOfTheWrites() {
		Plant[] plants = { new Plant("a"), new Plant("b"), new Plant("c") };
		saved(plants[0], plants[1]);
		this.listeners.told.clear();
		inTransaction(() -> {
			remove(find(plants[0]));
			find(plants[1]).setHeight(1);
			persist(plants[2]);
		});
		assertThat(this.listeners.told("list in transaction")).containsExactly("+Plant c, ~Plant b, -Plant a");
		assertThat(this.listeners.told("list after commit")).containsExactly("+Plant c, ~Plant b, -Plant a");
		assertThat(this.listeners.told("list of deletions")).containsExactly("-Plant a");
	}

	@Test
	void listThatWasNotToldOfACreationIsNotToldOfTheDeletion() {
		Plant plant = new Plant("rose");
		this.listeners.inTransaction = (event) -> {
			if (event instanceof PostSaveEvent<?> save && save.isCreated()) {
				remove(event.getEntity());
				flush();
			}
		};
		inTransaction(() -> persist(plant, new Pot("pot")));
		assertThat(this.listeners.told("in transaction")).containsExactly("+Plant rose", "-Plant rose");
		assertThat(this.listeners.told("list in transaction")).isEmpty();
		assertThat(this.listeners.told("after commit")).isEmpty();
		assertThat(this.listeners.told("list after commit")).isEmpty();
	}

	@Test
	void listHasNoRowThatAListenerRemovesWithoutAFlush() {
		Plant plant = new Plant("rose");
		this.listeners.inTransaction = (event) -> {
			if (event instanceof PostSaveEvent<?> save && save.isCreated()) {
				remove(event.getEntity());
			}
		};
		inTransaction(() -> persist(plant));
		assertThat(this.listeners.told("in transaction")).containsExactly("+Plant rose", "-Plant rose");
		assertThat(this.listeners.told("list in transaction")).isEmpty();
		assertThat(this.listeners.told("list after commit")).isEmpty();
	}

	@Test
	void namedAttributesCountAsChangedIfTheRowHadThemOrNothingIsKnown() {
		Plant[] plants = { new Plant("a"), new Plant("b"), new Plant("c") };
		plants[1].setHeight(1);
		saved((Object[]) plants);
		this.listeners.told.clear();
		inTransaction(() -> {
			remove(find(plants[0]));
			remove(find(plants[1]));
			remove(reference(plants[2]));
		});
		assertThat(this.listeners.told("height")).containsExactly("-Plant b", "-Plant ?");
	}

	@Test
	void transactionalListenersAreToldInTheirPhases() {
		Plant plant = new Plant("rose");
		saved(plant);
		this.listeners.told.clear();
		new TransactionTemplate(this.transactionManager).executeWithoutResult((status) -> {
			remove(find(plant));
			flush();
			status.setRollbackOnly();
		});
		assertThat(this.listeners.told("BEFORE_COMMIT")).isEmpty();
		assertThat(this.listeners.told("AFTER_COMMIT")).isEmpty();
		assertThat(this.listeners.told("AFTER_ROLLBACK")).containsExactly("-Plant rose");
		assertThat(this.listeners.told("AFTER_COMPLETION")).containsExactly("-Plant rose");
		this.listeners.told.clear();
		inTransaction(() -> remove(find(plant)));
		for (String phase : List.of("BEFORE_COMMIT", "AFTER_COMMIT", "AFTER_COMPLETION")) {
			assertThat(this.listeners.told(phase)).as(phase).containsExactly("-Plant rose");
		}
		assertThat(this.listeners.told("AFTER_ROLLBACK")).isEmpty();
	}

	@Test
	void conditionDecides() {
		Plant[] plants = { new Plant("a"), new Plant("b") };
		saved((Object[]) plants);
		inTransaction(() -> {
			remove(find(plants[0]));
			remove(find(plants[1]));
		});
		assertThat(this.listeners.told("condition")).containsExactly("-Plant b");
	}

	@Test
	void mutedAndExcludedDeletionsAreNotTold() {
		Plant[] plants = { new Plant("a"), new Plant("b") };
		Garden garden = new Garden("garden");
		saved(plants[0], plants[1], garden);
		this.listeners.told.clear();
		inTransaction(() -> {
			remove(find(garden));
			this.muting.mute(Plant.class, () -> remove(find(plants[0])));
			remove(find(plants[1]));
		});
		assertThat(lines()).containsExactly("-Plant b");
		this.listeners.told.forEach((name, told) -> assertThat(told).as(name).containsExactly("-Plant b"));
		assertThat(count(Garden.class)).isZero();
	}

	@Test
	void testsThatRecordEventsSeeDeletions(ApplicationEvents events) {
		saved(new Pot("pot"));
		events.clear();
		inTransaction(() -> remove(find(new Pot("pot"))));
		assertThat(events.stream(PostDeleteEvent.class)).singleElement()
			.satisfies((event) -> assertThat(event.getEntityType()).isEqualTo(Pot.class));
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class Listening {

		@Bean
		Listeners listeners() {
			return new Listeners();
		}

		@Bean
		ApplicationListener<PostDeleteEvent<Plant>> bean(Listeners listeners) {
			return new ApplicationListener<>() {

				@Override
				public void onApplicationEvent(PostDeleteEvent<Plant> event) {
					listeners.told("bean", event);
				}

			};
		}

	}

	/**
	 * What a listener does besides.
	 */
	interface Action {

		void on(PostWriteEvent<?> event);

	}

	static class Listeners {

		final Map<String, List<String>> told = new LinkedHashMap<>();

		Action inTransaction = (event) -> {
		};

		List<String> told(String name) {
			return this.told.getOrDefault(name, List.of());
		}

		void told(String name, PostWriteEvent<?> event) {
			this.told.computeIfAbsent(name, (key) -> new ArrayList<>()).add(DeletionLog.describe(event));
		}

		private void toldAll(String name, List<? extends PostWriteEvent<?>> events) {
			this.told.computeIfAbsent(name, (key) -> new ArrayList<>())
				.add(String.join(", ", events.stream().map(DeletionLog::describe).toList()));
		}

		@EventListener
		void plants(PostDeleteEvent<Plant> event) {
			told("plants", event);
		}

		@EventListener
		void tools(PostDeleteEvent<? extends Tool> event) {
			told("tools", event);
		}

		@EventListener
		void onlyTools(PostDeleteEvent<Tool> event) {
			told("only tools", event);
		}

		@EventListener
		void everything(PostDeleteEvent<?> event) {
			told("everything", event);
		}

		@EventListener
		void saves(PostSaveEvent<?> event) {
			told("saves", event);
		}

		@EventListener
		@InTransaction
		void inTransaction(PostWriteEvent<Plant> event) {
			told("in transaction", event);
			this.inTransaction.on(event);
		}

		@EventListener
		@AfterCommit
		void afterCommit(PostWriteEvent<Plant> event) {
			told("after commit", event);
		}

		@EventListener
		@InTransaction
		void listInTransaction(List<PostWriteEvent<? extends Plant>> events) {
			toldAll("list in transaction", events);
		}

		@EventListener
		@AfterCommit
		void listAfterCommit(List<PostWriteEvent<? extends Plant>> events) {
			toldAll("list after commit", events);
		}

		@EventListener
		void listOfDeletions(List<PostDeleteEvent<Plant>> events) {
			toldAll("list of deletions", events);
		}

		@EventListener
		@WhenChanged("height")
		void height(PostDeleteEvent<Plant> event) {
			told("height", event);
		}

		@EventListener(condition = "#event.changesKnown && #event.entity.name == 'b'")
		void condition(PostDeleteEvent<Plant> event) {
			told("condition", event);
		}

		@TransactionalEventListener(phase = TransactionPhase.BEFORE_COMMIT)
		void beforeCommit(PostDeleteEvent<Plant> event) {
			told("BEFORE_COMMIT", event);
		}

		@TransactionalEventListener
		void afterTheCommit(PostDeleteEvent<Plant> event) {
			told("AFTER_COMMIT", event);
		}

		@TransactionalEventListener(phase = TransactionPhase.AFTER_ROLLBACK)
		void afterRollback(PostDeleteEvent<Plant> event) {
			told("AFTER_ROLLBACK", event);
		}

		@TransactionalEventListener(phase = TransactionPhase.AFTER_COMPLETION)
		void afterCompletion(PostDeleteEvent<Plant> event) {
			told("AFTER_COMPLETION", event);
		}

	}

}
