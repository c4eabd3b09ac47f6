package io.postsave.integration.flush;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

import io.postsave.PostSaveEvent;
import io.postsave.bookshop.Account;
import io.postsave.bookshop.Address;
import io.postsave.bookshop.Book;
import io.postsave.bookshop.Note;
import io.postsave.integration.support.Desk;
import io.postsave.integration.support.LibraryApplication;
import io.postsave.library.catalog.Cabinet;
import io.postsave.library.catalog.Drawer;
import io.postsave.library.catalog.Member;
import io.postsave.listener.PostSaveListeners;
import jakarta.persistence.EntityManager;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that what nobody listens to costs no flush and no statement.
 */
class CostIntegrationTests {

	private static final String[] STATISTICS = { "spring.jpa.properties.hibernate.generate_statistics=true",
			"spring.jpa.properties.jakarta.persistence.validation.mode=none" };

	private static final String[] SWITCHED_OFF = { STATISTICS[0], STATISTICS[1], "post-save.enabled=false" };

	private static Desk switchedOff;

	private static Desk unheard;

	private static Desk otherHeard;

	private static Desk allHeard;

	@BeforeAll
	static void open() {
		switchedOff = Desk.open(Application.class, SWITCHED_OFF);
		unheard = Desk.open(GeneralListeners.class, STATISTICS);
		otherHeard = Desk.open(DrawerListener.class, STATISTICS);
		allHeard = Desk.open(LibraryApplication.class, STATISTICS);
	}

	@AfterAll
	static void close() {
		switchedOff.close();
		unheard.close();
		otherHeard.close();
		allHeard.close();
	}

	@BeforeEach
	void reset() {
		unheard.bean(General.class).heard.clear();
		otherHeard.bean(General.class).heard.clear();
		otherHeard.bean(Drawers.class).heard.clear();
	}

	@ParameterizedTest
	@EnumSource
	void commitWithoutListenersCostsWhatItCostsWithoutUs(Work work) {
		assertThat(costOf(unheard, work)).isEqualTo(costOf(switchedOff, work));
		assertThat(unheard.bean(General.class).heard).isEmpty();
	}

	@Test
	void listenersToEventsInGeneralAndToBootsOwnAreNoListenersToSaves() {
		assertThat(new PostSaveListeners(unheard.context()).isAnyoneListeningInTransaction()).isFalse();
		assertThat(new PostSaveListeners(otherHeard.context()).isAnyoneListeningInTransaction()).isTrue();
	}

	@ParameterizedTest
	@EnumSource
	void commitOfATypeThatNobodyListensToCostsWhatItCostsWithoutUs(Work work) {
		assertThat(costOf(otherHeard, work)).isEqualTo(costOf(switchedOff, work));
		assertThat(otherHeard.bean(General.class).heard).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void listenersCostFlushesButNoStatement(Work work) {
		assertThat(costOf(allHeard, work).statements()).isEqualTo(costOf(switchedOff, work).statements());
	}

	@Test
	void removalByReferenceCostsOneStatement() {
		for (Desk desk : List.of(switchedOff, allHeard)) {
			Long id = inTransaction(desk, (entityManager) -> {
				Book book = new Book("short-lived");
				entityManager.persist(book);
				return book.getId();
			});
			Statistics statistics = statistics(desk);
			statistics.clear();
			inTransaction(desk, (entityManager) -> {
				entityManager.remove(entityManager.getReference(Book.class, id));
				return id;
			});
			assertThat(statistics.getPrepareStatementCount()).isOne();
		}
	}

	@Test
	void heardChildOfAnUnheardParentIsTold() {
		Long id = inTransaction(otherHeard, (entityManager) -> {
			Cabinet cabinet = new Cabinet("A");
			cabinet.getDrawers().add(new Drawer("one"));
			entityManager.persist(cabinet);
			return cabinet.getId();
		});
		assertThat(otherHeard.bean(Drawers.class).heard).containsExactly("one");
		inTransaction(otherHeard, (entityManager) -> {
			entityManager.find(Cabinet.class, id).getDrawers().add(new Drawer("two"));
			return id;
		});
		assertThat(otherHeard.bean(Drawers.class).heard).containsExactly("one", "two");
	}

	@Test
	void heardChildOfAnUnheardParentMayBeChangedByItsListener() {
		Long id = inTransaction(otherHeard, (entityManager) -> {
			Cabinet cabinet = new Cabinet("B");
			cabinet.getDrawers().add(new Drawer("rename me"));
			entityManager.persist(cabinet);
			return cabinet.getId();
		});
		String title = inTransaction(otherHeard,
				(entityManager) -> entityManager.find(Cabinet.class, id).getDrawers().get(0).getTitle());
		assertThat(title).isEqualTo("renamed");
	}

	@Test
	void generalListenersHearWhatSomebodyElseListensTo() {
		inTransaction(otherHeard, (entityManager) -> {
			entityManager.persist(new Drawer("one"));
			entityManager.persist(new Book("one"));
			return "";
		});
		assertThat(otherHeard.bean(General.class).heard).containsExactlyInAnyOrder("application event Drawer",
				"object Drawer");
	}

	/**
	 * The cost without what comes only now and then, such as drawing from a sequence.
	 */
	private static Cost costOf(Desk desk, Work work) {
		List<Cost> costs = List.of(costOfOnce(desk, work), costOfOnce(desk, work), costOfOnce(desk, work));
		return new Cost(costs.stream().mapToLong(Cost::flushes).max().orElseThrow(),
				costs.stream().mapToLong(Cost::statements).min().orElseThrow());
	}

	private static Cost costOfOnce(Desk desk, Work work) {
		String key = work + " " + System.nanoTime();
		inTransaction(desk, (entityManager) -> {
			entityManager.createQuery("delete from Book").executeUpdate();
			Account account = new Account(key, "Ann");
			account.setAddress(new Address("Main Street", "Ulm"));
			account.getTags().add("one");
			entityManager.persist(account);
			for (int i = 0; i < 3; i++) {
				entityManager.persist(new Book("book " + i));
			}
			return key;
		});
		Statistics statistics = statistics(desk);
		statistics.clear();
		inTransaction(desk, (entityManager) -> {
			work.perform(entityManager, key);
			return key;
		});
		return new Cost(statistics.getFlushCount(), statistics.getPrepareStatementCount());
	}

	private static Statistics statistics(Desk desk) {
		return desk.entityManagerFactory().unwrap(SessionFactory.class).getStatistics();
	}

	private static <T> T inTransaction(Desk desk, Function<EntityManager, T> action) {
		TransactionTemplate transaction = desk.transaction(TransactionDefinition.PROPAGATION_REQUIRED);
		return transaction.execute((status) -> action.apply(desk.entityManager()));
	}

	private record Cost(long flushes, long statements) {
	}

	/**
	 * What a transaction does.
	 */
	enum Work {

		NOTHING {
			@Override
			void perform(EntityManager entityManager, String key) {
			}
		},

		QUERIES {
			@Override
			void perform(EntityManager entityManager, String key) {
				entityManager.createQuery("from Book", Book.class).getResultList();
				entityManager.createQuery("from Note", Note.class).getResultList();
			}
		},

		CREATES {
			@Override
			void perform(EntityManager entityManager, String key) {
				entityManager.persist(new Book(key));
				entityManager.persist(new Note(key));
				entityManager.persist(new Member(key, key));
			}
		},

		UPDATES {
			@Override
			void perform(EntityManager entityManager, String key) {
				entityManager.createQuery("from Book", Book.class)
					.getResultList()
					.forEach((book) -> book.setTitle(book.getTitle() + " changed"));
			}
		},

		COLLECTION_CHANGES {
			@Override
			void perform(EntityManager entityManager, String key) {
				Account account = entityManager.find(Account.class, key);
				account.getTags().add("two");
				account.setOwner("Bob");
			}
		},

		FLUSHES {
			@Override
			void perform(EntityManager entityManager, String key) {
				entityManager.persist(new Note(key));
				entityManager.flush();
				entityManager.persist(new Book(key));
				entityManager.createQuery("from Book", Book.class).getResultList();
				entityManager.clear();
				entityManager.persist(new Book(key));
			}
		},

		REMOVES {
			@Override
			void perform(EntityManager entityManager, String key) {
				entityManager.createQuery("from Book", Book.class).getResultList().forEach(entityManager::remove);
			}
		},

		BULK_UPDATES {
			@Override
			void perform(EntityManager entityManager, String key) {
				entityManager.createQuery("update Book set title = 'bulk'").executeUpdate();
			}
		};

		abstract void perform(EntityManager entityManager, String key);

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EntityScan(basePackageClasses = { Book.class, Cabinet.class })
	static class Application {

	}

	static class GeneralListeners extends Application {

		@Bean
		General general() {
			return new General();
		}

	}

	static class DrawerListener extends GeneralListeners {

		@Bean
		Drawers drawers() {
			return new Drawers();
		}

	}

	/**
	 * Listeners to all events there are.
	 */
	static class General {

		private final List<String> heard = Collections.synchronizedList(new ArrayList<>());

		@EventListener
		void on(ApplicationEvent event) {
			note("application event", event);
		}

		@EventListener
		void on(Object event) {
			note("object", event);
		}

		private void note(String listener, Object event) {
			if (event instanceof PostSaveEvent<?> save) {
				this.heard.add(listener + " " + save.getEntityType().getSimpleName());
			}
		}

	}

	static class Drawers {

		private final List<String> heard = new ArrayList<>();

		@EventListener
		void on(PostSaveEvent.Created<Drawer> event) {
			this.heard.add(event.getEntity().getTitle());
			if (event.getEntity().getTitle().equals("rename me")) {
				event.getEntity().setTitle("renamed");
			}
		}

	}

}
