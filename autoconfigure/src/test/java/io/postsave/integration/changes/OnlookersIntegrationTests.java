package io.postsave.integration.changes;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.postsave.PostSaveEvent;
import io.postsave.integration.support.Desk;
import io.postsave.library.unsteady.Unsteady;
import io.postsave.library.unsteady.Unsteady.Named;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.CustomEntityDirtinessStrategy;
import org.hibernate.Interceptor;
import org.hibernate.Session;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionExecutionListener;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that an application whose listeners only look writes what it writes without us:
 * the same statements, rows and versions, with the same callbacks and exceptions.
 */
class OnlookersIntegrationTests {

	private static final String[] SETTINGS = {
			"spring.jpa.properties.hibernate.session_factory.statement_inspector=" + Statements.class.getName(),
			"spring.jpa.properties.hibernate.type.json_format_mapper=" + Unsteady.ReadingFormat.class.getName(),
			"spring.jpa.properties.jakarta.persistence.validation.mode=none" };

	private static final Map<Manager, Desk> with = new EnumMap<>(Manager.class);

	private static final Map<Manager, Desk> without = new EnumMap<>(Manager.class);

	@BeforeAll
	static void open() {
		for (Manager manager : Manager.values()) {
			with.put(manager, open(manager));
			without.put(manager, open(manager, "post-save.enabled=false"));
		}
	}

	private static Desk open(Manager manager, String... more) {
		Desk desk = Desk.open(manager.application,
				Stream.of(SETTINGS, manager.settings, more).flatMap(Stream::of).toArray(String[]::new));
		if (manager == Manager.LATER_LISTENER) {
			desk.bean(JpaTransactionManager.class).addListener(new TransactionExecutionListener() {
			});
		}
		return desk;
	}

	@AfterAll
	static void close() {
		with.values().forEach(Desk::close);
		without.values().forEach(Desk::close);
	}

	@ParameterizedTest
	@MethodSource
	void applicationWritesWhatItWritesWithoutUs(Kind kind, Work work, Manager manager, Looks looks) {
		Outcome expected = outcome(without.get(manager), kind, work, looks);
		Outcome outcome = outcome(with.get(manager), kind, work, looks);
		assertThat(outcome).isEqualTo(expected);
		if (kind != Kind.COPYING) {
			assertThat(with.get(manager).bean(Onlooker.class).lines).isEqualTo(expected.told(kind, work));
		}
	}

	/**
	 * A collection that is copied is written by every flush: one that a listener causes,
	 * or the commit if it cannot leave its own flush out, is no exception.
	 */
	private static boolean isCopiedForAnotherFlush(Kind kind, Manager manager, Looks looks) {
		return kind == Kind.COPYING && (manager != Manager.BOOT || looks != Looks.ONLY);
	}

	/**
	 * A listener that flushes has interceptors called.
	 */
	private static boolean isIntercepted(Manager manager, Looks looks) {
		return looks != Looks.ONLY && (manager == Manager.INTERCEPTOR || manager == Manager.STRATEGY);
	}

	static Stream<Arguments> applicationWritesWhatItWritesWithoutUs() {
		List<Arguments> cases = new ArrayList<>();
		for (Kind kind : Kind.values()) {
			for (Work work : Work.values()) {
				for (Manager manager : Manager.values()) {
					for (Looks looks : Looks.values()) {
						if (!isCopiedForAnotherFlush(kind, manager, looks) && !isIntercepted(manager, looks)) {
							cases.add(Arguments.of(kind, work, manager, looks));
						}
					}
				}
			}
		}
		return cases.stream();
	}

	private static Outcome outcome(Desk desk, Kind kind, Work work, Looks looks) {
		Onlooker onlooker = desk.bean(Onlooker.class);
		onlooker.look = () -> {
		};
		onlooker.kind = kind;
		Class<?> type = kind.entity.get().getClass();
		desk.bean(JdbcClient.class).sql("set referential_integrity false").update();
		desk.bean(JdbcClient.class)
			.sql("select table_name from information_schema.tables where table_schema = 'PUBLIC'")
			.query(String.class)
			.list()
			.forEach((table) -> desk.elsewhere("delete from " + table));
		if (kind != Kind.NATURAL && !(looks == Looks.QUERIES && work.isFlushedByTheCaller())) {
			stored(desk, kind);
		}
		Object id = work.isOfStored() ? stored(desk, kind) : "";
		onlooker.lines.clear();
		onlooker.look = () -> looks.look(desk.entityManager(), type);
		Statements.all.get().clear();
		Unsteady.calls().clear();
		String failure = "";
		try {
			desk.transaction(TransactionDefinition.PROPAGATION_REQUIRED)
				.executeWithoutResult((status) -> work.perform(desk.entityManager(), kind.entity, type, id));
		}
		catch (RuntimeException ex) {
			failure = ex.toString();
		}
		return new Outcome(
				Statements.all.get().stream().filter((statement) -> !statement.startsWith("select")).toList(), failure,
				List.copyOf(Unsteady.calls()),
				desk.bean(JdbcClient.class)
					.sql("select * from " + kind.table())
					.query()
					.listOfRows()
					.stream()
					.map((row) -> row.entrySet()
						.stream()
						.filter((column) -> !column.getKey().contains("ID") && !column.getKey().equals("READ")
								&& !column.getKey().equals("NUMBER"))
						.map((column) -> column.getKey() + "="
								+ (column.getValue() instanceof byte[] bytes ? new String(bytes)
										: String.valueOf(column.getValue())))
						.toList()
						.toString())
					.toList());
	}

	private static Object stored(Desk desk, Kind kind) {
		Named entity = kind.entity.get();
		desk.transaction(TransactionDefinition.PROPAGATION_REQUIRED)
			.executeWithoutResult((status) -> desk.entityManager().persist(entity));
		return desk.entityManagerFactory().getPersistenceUnitUtil().getIdentifier(entity);
	}

	/**
	 * What there is after a transaction.
	 */
	record Outcome(List<String> statements, String failure, List<String> calls, List<String> rows) {

		/**
		 * Each row that the application has written is told, but nothing of a flush that
		 * has failed. Elements that a flush writes are told with the row that it has
		 * written before, or else as an update of their own.
		 */
		List<String> told(Kind kind, Work work) {
			List<String> told = new ArrayList<>();
			String previous = "";
			for (String statement : this.statements) {
				if (statement.startsWith("delete from " + kind.table() + "_readings ")
						&& !previous.startsWith("update " + kind.table() + " ")) {
					told.add("~" + kind);
				}
				previous = statement;
				if (statement.startsWith("insert into " + kind.table() + " ")) {
					told.add("+" + kind);
				}
				else if (statement.startsWith("update " + kind.table() + " ")) {
					told.add("~" + kind);
				}
			}
			return told;
		}

	}

	enum Kind {

		JSON(Unsteady.Json::new), JSON_VERSIONED(Unsteady.JsonVersioned::new),
		JSON_IDENTITY(Unsteady.JsonIdentity::new), CONVERTED(Unsteady.Converted::new), EMBEDDED(Unsteady.Embedded::new),
		GROWING(Unsteady.Growing::new), USER_TYPED(Unsteady.UserTyped::new), COUNTING(Unsteady.Counting::new),
		COPYING(Unsteady.Copying::new), CALLBACK(Unsteady.Callback::new), SLOT(Unsteady.Slot::new),
		FRAGILE(Unsteady.FragileOwner::new), ELEMENTS(Unsteady.Elements::new),
		VERSIONED_ELEMENTS(Unsteady.VersionedElements::new), PLAIN(Unsteady.Plain::new), NATURAL(Unsteady.Natural::new),
		BYTES(Unsteady.Bytes::new);

		private final Supplier<Named> entity;

		Kind(Supplier<Named> entity) {
			this.entity = entity;
		}

		String table() {
			return switch (this) {
				case FRAGILE -> "fragile_entity";
				default -> name().toLowerCase(java.util.Locale.ROOT) + "_entity";
			};
		}

	}

	enum Work {

		CREATE, CREATE_AND_FLUSH, CREATE_AND_FLUSH_TWICE, CREATE_AND_QUERY, CREATE_FLUSH_AND_CHANGE, LOAD, CHANGE,
		CHANGE_AND_FLUSH;

		/**
		 * What a listener loads then is flushed with all else at the commit.
		 */
		boolean isFlushedByTheCaller() {
			return name().contains("FLUSH");
		}

		boolean isOfStored() {
			return this == LOAD || this == CHANGE || this == CHANGE_AND_FLUSH;
		}

		void perform(EntityManager entityManager, Supplier<Named> factory, Class<?> type, Object id) {
			Named entity;
			if (isOfStored()) {
				entity = (Named) entityManager.find(type, id);
			}
			else {
				entity = factory.get();
				entityManager.persist(entity);
			}
			switch (this) {
				case CREATE_AND_FLUSH -> entityManager.flush();
				case CREATE_AND_FLUSH_TWICE -> {
					entityManager.flush();
					entityManager.flush();
				}
				case CREATE_AND_QUERY -> Looks.QUERIES.look(entityManager, type);
				case CREATE_FLUSH_AND_CHANGE -> {
					entityManager.flush();
					entity.setText("changed");
				}
				case CHANGE -> entity.setText("changed");
				case CHANGE_AND_FLUSH -> {
					entity.setText("changed");
					entityManager.flush();
				}
				default -> {
				}
			}
		}

	}

	enum Looks {

		ONLY {

			@Override
			void look(EntityManager entityManager, Class<?> type) {
			}

		},

		QUERIES {

			@Override
			void look(EntityManager entityManager, Class<?> type) {
				String name = entityManager.getMetamodel().entity(type).getName();
				assertThat(entityManager.createQuery("from " + name, type).getResultList()).isNotEmpty();
			}

		},

		FLUSHES {

			@Override
			void look(EntityManager entityManager, Class<?> type) {
				entityManager.flush();
			}

		};

		abstract void look(EntityManager entityManager, Class<?> type);

	}

	enum Manager {

		BOOT(Application.class), LATER_LISTENER(Application.class), SUBCLASS(SubclassApplication.class),
		INTERCEPTOR(Application.class,
				"spring.jpa.properties.hibernate.session_factory.interceptor=" + CountingInterceptor.class.getName()),
		STRATEGY(Application.class,
				"spring.jpa.properties.hibernate.entity_dirtiness_strategy=" + CountingStrategy.class.getName());

		private final Class<?> application;

		private final String[] settings;

		Manager(Class<?> application, String... settings) {
			this.application = application;
			this.settings = settings;
		}

	}

	/**
	 * Hears everything.
	 */
	static class Onlooker {

		final List<String> lines = new ArrayList<>();

		Kind kind = Kind.JSON;

		Runnable look = () -> {
		};

		@EventListener
		void on(PostSaveEvent<?> event) {
			if (event.getEntityType() == this.kind.entity.get().getClass()) {
				this.lines.add((event.isCreated() ? "+" : "~") + this.kind);
			}
			this.look.run();
		}

	}

	/**
	 * The statements of the current thread.
	 */
	@SuppressWarnings("serial")
	public static class Statements implements StatementInspector {

		static final ThreadLocal<List<String>> all = ThreadLocal.withInitial(ArrayList::new);

		@Override
		public String inspect(String sql) {
			if (!sql.contains("next value")) {
				all.get().add(sql);
			}
			return sql;
		}

	}

	/**
	 * Notes that it is called, and finds nothing.
	 */
	public static class CountingInterceptor implements Interceptor {

		@Override
		public void preFlush(Iterator<Object> entities) {
			Unsteady.calls().add("preFlush");
		}

		@Override
		public void postFlush(Iterator<Object> entities) {
			Unsteady.calls().add("postFlush");
		}

		@Override
		public boolean onFlushDirty(Object entity, Object id, Object[] currentState, Object[] previousState,
				String[] propertyNames, Type[] types) {
			Unsteady.calls().add("onFlushDirty");
			return false;
		}

		@Override
		public int @Nullable [] findDirty(Object entity, Object id, Object[] currentState, Object[] previousState,
				String[] propertyNames, Type[] types) {
			Unsteady.calls().add("findDirty");
			return null;
		}

	}

	/**
	 * Notes that it is called, and finds nothing.
	 */
	public static class CountingStrategy implements CustomEntityDirtinessStrategy {

		@Override
		public boolean canDirtyCheck(Object entity, EntityPersister persister, Session session) {
			Unsteady.calls().add("canDirtyCheck");
			return false;
		}

		@Override
		public boolean isDirty(Object entity, EntityPersister persister, Session session) {
			return true;
		}

		@Override
		public void resetDirty(Object entity, EntityPersister persister, Session session) {
			Unsteady.calls().add("resetDirty");
		}

		@Override
		public void findDirty(Object entity, EntityPersister persister, Session session, DirtyCheckContext context) {
			Unsteady.calls().add("findDirty");
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EntityScan(basePackageClasses = Unsteady.class)
	static class Application {

		@Bean
		Onlooker onlooker() {
			return new Onlooker();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SubclassApplication extends Application {

		@Bean
		JpaTransactionManager transactionManager(EntityManagerFactory entityManagerFactory) {
			return new JpaTransactionManager(entityManagerFactory) {
			};
		}

	}

}
