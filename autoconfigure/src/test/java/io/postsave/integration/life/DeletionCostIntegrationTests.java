package io.postsave.integration.life;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

import io.postsave.PostDeleteEvent;
import io.postsave.PostWriteEvent;
import io.postsave.integration.support.Desk;
import io.postsave.library.life.Bed;
import io.postsave.library.life.Bed.Fence;
import io.postsave.library.life.Hermit;
import io.postsave.library.life.Identified.Garden;
import io.postsave.library.life.Identified.Lane;
import io.postsave.library.life.Identified.Plot;
import io.postsave.library.life.Identified.Pot;
import io.postsave.library.life.Identified.Seed;
import io.postsave.library.life.Living;
import io.postsave.library.life.Plant;
import io.postsave.library.life.Tools.Spade;
import io.postsave.library.life.Tools.Tool;
import jakarta.persistence.EntityManager;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that deletions cost no statement that they do not cost without us, heard or not.
 */
class DeletionCostIntegrationTests {

	private static final String UNVALIDATED = "spring.jpa.properties.jakarta.persistence.validation.mode=none";

	private static final List<Desk> desks = new ArrayList<>();

	private static Desk switchedOff;

	@BeforeAll
	static void open() {
		switchedOff = Desk.open(Unheard.class, UNVALIDATED, "post-save.enabled=false");
		desks.add(Desk.open(Unheard.class, UNVALIDATED));
		desks.add(Desk.open(OthersHeard.class, UNVALIDATED));
		desks.add(Desk.open(AllHeard.class, UNVALIDATED));
		desks.add(Desk.open(AllHeard.class, UNVALIDATED, "post-save.delivery=after-commit"));
	}

	@AfterAll
	static void close() {
		switchedOff.close();
		desks.forEach(Desk::close);
		desks.clear();
	}

	@ParameterizedTest
	@EnumSource
	void statementsAreThoseOfAnApplicationWithoutUs(Work work) {
		List<String> without = statementsOf(switchedOff, work);
		assertThat(without).isNotEmpty();
		for (Desk desk : desks) {
			assertThat(statementsOf(desk, work)).isEqualTo(without);
		}
	}

	@ParameterizedTest
	@MethodSource("io.postsave.integration.life.AbstractDeletedEntitiesIntegrationTests#unloaded")
	void referenceIsRemovedByTheStatementsOfAnApplicationWithoutUs(Function<String, Living> kind) {
		List<String> without = statementsOfReference(switchedOff, kind);
		assertThat(without).isNotEmpty().noneMatch((statement) -> statement.startsWith("select"));
		for (Desk desk : desks) {
			assertThat(statementsOfReference(desk, kind)).isEqualTo(without);
		}
	}

	private static List<String> statementsOfReference(Desk desk, Function<String, Living> kind) {
		Living entity = kind.apply("one");
		return statementsOf(desk, (entityManager) -> entityManager.persist(entity), (entityManager) -> entityManager
			.remove(entityManager.getReference(entity.getClass(), Objects.requireNonNull(entity.key()))));
	}

	private static List<String> statementsOf(Desk desk, Work work) {
		return statementsOf(desk, work::prepare, work::run);
	}

	private static List<String> statementsOf(Desk desk, Step prepare, Step run) {
		TransactionTemplate transaction = desk.transaction(TransactionTemplate.PROPAGATION_REQUIRED);
		transaction.executeWithoutResult((status) -> prepare.in(desk.entityManager()));
		List<String> statements = desk.bean(Statements.class).executed;
		statements.clear();
		transaction.executeWithoutResult((status) -> run.in(desk.entityManager()));
		return List.copyOf(statements);
	}

	interface Step {

		void in(EntityManager entityManager);

	}

	enum Work {

		MANAGED {

			@Override
			void prepare(EntityManager entityManager) {
				entityManager.persist(new Pot("managed"));
			}

			@Override
			void run(EntityManager entityManager) {
				entityManager.remove(entityManager.find(Pot.class, "managed"));
			}

		},

		UNHEARD {

			@Override
			void prepare(EntityManager entityManager) {
				entityManager.persist(new Hermit(1));
				entityManager.persist(new Hermit(2));
			}

			@Override
			void run(EntityManager entityManager) {
				entityManager.remove(entityManager.find(Hermit.class, 1));
				entityManager.remove(entityManager.getReference(Hermit.class, 2));
			}

		},

		BY_PARENT_CLASS {

			@Override
			void prepare(EntityManager entityManager) {
				entityManager.persist(new Spade("spade"));
			}

			@Override
			void run(EntityManager entityManager) {
				entityManager.remove(entityManager.getReference(Tool.class, "spade"));
			}

		},

		CASCADE {

			@Override
			void prepare(EntityManager entityManager) {
				prepareBed(entityManager, "cascade");
			}

			@Override
			void run(EntityManager entityManager) {
				entityManager.remove(entityManager.getReference(Bed.class, "cascade"));
			}

		},

		ORPHANS {

			@Override
			void prepare(EntityManager entityManager) {
				prepareBed(entityManager, "orphans");
			}

			@Override
			void run(EntityManager entityManager) {
				Bed bed = entityManager.find(Bed.class, "orphans");
				bed.getSprouts().remove(0);
				bed.setFence(null);
			}

		},

		WITH_A_COLLECTION {

			@Override
			void prepare(EntityManager entityManager) {
				Plant plant = new Plant("unloaded collection");
				plant.getColours().add("red");
				entityManager.persist(plant);
			}

			@Override
			void run(EntityManager entityManager) {
				entityManager.createQuery("from Plant where name = 'unloaded collection'", Plant.class)
					.getResultList()
					.forEach(entityManager::remove);
			}

		},

		UPDATED_TOO {

			@Override
			void prepare(EntityManager entityManager) {
				entityManager.persist(new Pot("updated"));
			}

			@Override
			void run(EntityManager entityManager) {
				Pot pot = entityManager.find(Pot.class, "updated");
				pot.setName("changed");
				entityManager.flush();
				pot.setName("changed again");
				entityManager.remove(pot);
			}

		},

		PERSISTED_AND_REMOVED {

			@Override
			void run(EntityManager entityManager) {
				Pot pot = new Pot("short-lived");
				Seed seed = new Seed("short-lived");
				entityManager.persist(pot);
				entityManager.persist(seed);
				entityManager.remove(pot);
				entityManager.remove(seed);
			}

		},

		REMOVED_AND_PERSISTED {

			@Override
			void prepare(EntityManager entityManager) {
				entityManager.persist(new Pot("again"));
			}

			@Override
			void run(EntityManager entityManager) {
				entityManager.remove(entityManager.find(Pot.class, "again"));
				entityManager.persist(new Pot("again"));
			}

		},

		WITHDRAWN {

			@Override
			void prepare(EntityManager entityManager) {
				entityManager.persist(new Pot("withdrawn"));
			}

			@Override
			void run(EntityManager entityManager) {
				Pot pot = entityManager.find(Pot.class, "withdrawn");
				entityManager.remove(pot);
				entityManager.persist(pot);
			}

		},

		QUERY {

			@Override
			void prepare(EntityManager entityManager) {
				entityManager.persist(new Garden("query"));
			}

			@Override
			void run(EntityManager entityManager) {
				entityManager.createQuery("from Garden", Garden.class).getResultList().forEach(entityManager::remove);
				assertThat(entityManager.createQuery("from Garden", Garden.class).getResultList()).isEmpty();
			}

		},

		MANY {

			@Override
			void prepare(EntityManager entityManager) {
				for (int i = 0; i < 20; i++) {
					entityManager.persist(new Lane("lane " + i));
					entityManager.persist(new Plot("plot " + i));
				}
			}

			@Override
			void run(EntityManager entityManager) {
				entityManager.createQuery("from Lane", Lane.class).getResultList().forEach(entityManager::remove);
				entityManager.createQuery("from Plot", Plot.class).getResultList().forEach(entityManager::remove);
			}

		};

		void prepare(EntityManager entityManager) {
		}

		abstract void run(EntityManager entityManager);

		private static void prepareBed(EntityManager entityManager, String name) {
			Bed bed = new Bed(name);
			bed.add("a of " + name);
			bed.add("b of " + name);
			bed.setFence(new Fence("fence of " + name));
			entityManager.persist(bed);
		}

	}

	/**
	 * The statements that were executed.
	 */
	static class Statements implements StatementInspector {

		private static final long serialVersionUID = 1L;

		final transient List<String> executed = new ArrayList<>();

		@Override
		public String inspect(String sql) {
			this.executed.add(sql);
			return sql;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(DeletionApplication.class)
	static class Unheard {

		@Bean
		Statements statements() {
			return new Statements();
		}

		@Bean
		HibernatePropertiesCustomizer statementsInspected(Statements statements) {
			return (properties) -> properties.putAll(Map.of(JdbcSettings.STATEMENT_INSPECTOR, statements));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Unheard.class)
	static class OthersHeard {

		@EventListener
		void on(PostDeleteEvent<Fence> event) {
			assertThat(event.getId()).isNotNull();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Unheard.class)
	static class AllHeard {

		@EventListener
		void on(PostWriteEvent<?> event) {
			assertThat(event.getId()).isNotNull();
			assertThat(event.getChanges()).isNotNull();
			assertThat(event.getEventId()).isNotNull();
			assertThat(event.toString()).isNotEmpty();
			assertThat(event.getEntityType()).isNotNull();
			assertThat(event.getVersion()).isNotEqualTo(-1);
		}

		@EventListener
		void onAll(List<PostDeleteEvent<?>> events) {
			assertThat(events).isNotEmpty();
		}

	}

}
