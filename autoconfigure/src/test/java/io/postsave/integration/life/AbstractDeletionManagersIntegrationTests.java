package io.postsave.integration.life;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import io.postsave.library.life.Bed;
import io.postsave.library.life.Hermit;
import io.postsave.library.life.Identified.Pot;
import io.postsave.library.life.Plant;
import jakarta.persistence.EntityManager;
import org.hibernate.FlushMode;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of deletions by entity managers that the application opens itself, with either
 * delivery: they may remove an entity at one time, and delete its row at another.
 */
abstract class AbstractDeletionManagersIntegrationTests extends AbstractDeletionIntegrationTests {

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void removalInATransactionIsTold(boolean byReference) {
		Plant plant = new Plant("rose");
		saved(plant);
		inEntityManager((own) -> {
			own.getTransaction().begin();
			own.remove(managed(plant, own, byReference));
			own.getTransaction().commit();
			assertThat(lines()).containsExactly(line(byReference));
		});
		assertThat(count(Plant.class)).isZero();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void removalWithoutATransactionIsToldWhenItIsFlushed(boolean byReference) {
		Plant plant = new Plant("rose");
		saved(plant);
		inEntityManager((own) -> {
			own.remove(managed(plant, own, byReference));
			assertThat(lines()).isEmpty();
			own.getTransaction().begin();
			own.persist(new Pot("pot"));
			own.getTransaction().commit();
		});
		assertThat(lines()).containsExactlyInAnyOrder("+Pot pot", line(byReference));
		assertThat(count(Plant.class)).isZero();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void removalInAnEarlierTransactionIsToldWhenItIsFlushed(boolean byReference) {
		Plant plant = new Plant("rose");
		saved(plant);
		inEntityManager((own) -> {
			own.unwrap(Session.class).setHibernateFlushMode(FlushMode.MANUAL);
			own.getTransaction().begin();
			own.remove(managed(plant, own, byReference));
			own.getTransaction().commit();
			assertThat(lines()).isEmpty();
			own.getTransaction().begin();
			own.flush();
			own.getTransaction().commit();
			assertThat(lines()).containsExactly(line(byReference));
		});
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void removalIsToldWhenAnotherThreadFlushesIt(boolean byReference) {
		Plant plant = new Plant("rose");
		saved(plant);
		inEntityManager((own) -> {
			own.remove(managed(plant, own, byReference));
			CompletableFuture.runAsync(() -> {
				own.getTransaction().begin();
				own.getTransaction().commit();
			}).join();
		});
		assertThat(lines()).containsExactly(line(byReference));
	}

	@Test
	void removalThatAnotherThreadMadeInATransactionIsToldWhenItIsFlushed() {
		Plant plant = new Plant("rose");
		saved(plant);
		inEntityManager((own) -> {
			own.getTransaction().begin();
			CompletableFuture.runAsync(() -> own.remove(own.find(Plant.class, plant.key()))).join();
			own.getTransaction().commit();
		});
		assertThat(lines()).containsExactly("-Plant rose");
	}

	@Test
	void cascadeWithoutATransactionIsToldWhenItIsFlushed() {
		Bed bed = new Bed("bed");
		bed.add("a");
		saved(bed);
		inEntityManager((own) -> {
			own.remove(own.find(Bed.class, "bed"));
			own.getTransaction().begin();
			own.getTransaction().commit();
		});
		assertThat(lines()).containsExactlyInAnyOrder("-Sprout a", "-Bed bed");
	}

	@Test
	void removalWithoutATransactionThatIsWithdrawnOrForgottenIsNotTold() {
		Plant[] plants = { new Plant("a"), new Plant("b") };
		saved((Object[]) plants);
		inEntityManager((own) -> {
			Plant found = own.find(Plant.class, plants[0].key());
			own.remove(found);
			own.persist(found);
			own.remove(own.find(Plant.class, plants[1].key()));
			own.clear();
			own.getTransaction().begin();
			own.persist(new Pot("pot"));
			own.getTransaction().commit();
		});
		assertThat(lines()).containsExactly("+Pot pot");
	}

	@Test
	void referenceThatIsRemovedAgainLaterIsToldOnce() {
		Plant plant = new Plant("rose");
		saved(plant, new Hermit(1), new Pot("pot"));
		inEntityManager((own) -> {
			Plant reference = own.getReference(Plant.class, plant.key());
			own.getTransaction().begin();
			own.remove(reference);
			own.getTransaction().commit();
			assertThat(lines()).containsExactly("-Plant ?");
			own.getTransaction().begin();
			own.remove(reference);
			own.getTransaction().commit();
			own.getTransaction().begin();
			own.remove(own.find(Hermit.class, 1));
			own.getTransaction().commit();
			own.remove(own.find(Pot.class, "pot"));
			own.getTransaction().begin();
			own.getTransaction().commit();
		});
		assertThat(lines()).containsExactly("-Plant ?", "-Pot pot");
	}

	@Test
	void rolledBackRemovalIsNotTold() {
		Plant plant = new Plant("rose");
		saved(plant);
		inEntityManager((own) -> {
			own.getTransaction().begin();
			own.remove(own.find(Plant.class, plant.key()));
			own.getTransaction().rollback();
			own.getTransaction().begin();
			own.persist(new Pot("pot"));
			own.getTransaction().commit();
		});
		assertThat(lines()).containsExactly("+Pot pot");
	}

	@Test
	void ownEntityManagerThatJoinsSpringsTransactionIsTold() {
		Plant plant = new Plant("rose");
		saved(plant);
		inTransaction(() -> {
			EntityManager shared = this.entityManager.unwrap(Session.class)
				.sessionWithOptions()
				.connection()
				.openSession();
			shared.remove(shared.find(Plant.class, plant.key()));
			shared.flush();
			shared.close();
		});
		assertThat(lines()).containsExactly("-Plant rose");
	}

	@Test
	void rowOfOneSessionThatAnotherOfItsTransactionRemovesIsMerged() {
		inTransaction(() -> {
			Plant plant = new Plant("rose");
			persist(plant);
			flush();
			try (Session child = this.entityManager.unwrap(Session.class)
				.sessionWithOptions()
				.connection()
				.openSession()) {
				child.remove(child.find(Plant.class, plant.key()));
				child.flush();
			}
		});
		assertThat(lines()).isIn(List.of(), List.of("+Plant rose", "-Plant rose"));
		assertThat(count(Plant.class)).isZero();
	}

	private static Plant managed(Plant plant, EntityManager entityManager, boolean byReference) {
		return byReference ? entityManager.getReference(Plant.class, plant.key())
				: entityManager.find(Plant.class, plant.key());
	}

	private static String line(boolean byReference) {
		return byReference ? "-Plant ?" : "-Plant rose";
	}

	private void inEntityManager(Consumer<EntityManager> work) {
		EntityManager own = this.entityManagerFactory.createEntityManager();
		try {
			work.accept(own);
		}
		finally {
			if (own.getTransaction().isActive()) {
				own.getTransaction().rollback();
			}
			own.close();
		}
	}

}
