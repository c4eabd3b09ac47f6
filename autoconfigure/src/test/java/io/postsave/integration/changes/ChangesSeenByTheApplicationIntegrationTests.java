package io.postsave.integration.changes;

import java.util.Arrays;
import java.util.Iterator;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.postsave.bookshop.Script;
import io.postsave.integration.support.ChangesApplication;
import io.postsave.integration.support.Desk;
import io.postsave.integration.support.Told;
import io.postsave.library.changes.Parcel;
import org.hibernate.CustomEntityDirtinessStrategy;
import org.hibernate.Interceptor;
import org.hibernate.Session;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.FlushEntityEvent;
import org.hibernate.event.spi.FlushEntityEventListener;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionDefinition;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of listeners' changes that an application has Hibernate find, as the entities'
 * attributes do not show them.
 */
class ChangesSeenByTheApplicationIntegrationTests {

	private static Desk plain;

	private static Desk findingInterceptor;

	private static Desk changingInterceptor;

	private static Desk findingStrategy;

	private static Desk changingListener;

	@BeforeAll
	static void open() {
		plain = Desk.open(ChangesApplication.class);
		findingInterceptor = openWith("hibernate.session_factory.interceptor", FindingInterceptor.class);
		changingInterceptor = openWith("hibernate.session_factory.interceptor", ChangingInterceptor.class);
		findingStrategy = openWith("hibernate.entity_dirtiness_strategy", FindingStrategy.class);
		changingListener = Desk.open(ChangesApplication.class);
		changingListener.entityManagerFactory()
			.unwrap(SessionFactoryImplementor.class)
			.getServiceRegistry()
			.requireService(EventListenerRegistry.class)
			.prependListeners(EventType.FLUSH_ENTITY, new ChangingListener());
	}

	@AfterAll
	static void close() {
		Stream.of(plain, findingInterceptor, changingInterceptor, findingStrategy, changingListener)
			.forEach(Desk::close);
	}

	@ParameterizedTest
	@EnumSource
	void hiddenChangeIsNotWrittenByItself(Told told) {
		saveAndCount(plain, told);
		assertThat(stored(plain, "tally")).isOne();
	}

	@ParameterizedTest
	@EnumSource
	void changeThatAnInterceptorFindsIsWritten(Told told) {
		saveAndCount(findingInterceptor, told);
		assertThat(stored(findingInterceptor, "tally")).isEqualTo(2);
	}

	@ParameterizedTest
	@EnumSource
	void changeThatAnInterceptorMakesBeforeTheFlushIsWritten(Told told) {
		saveAndCount(changingInterceptor, told);
		assertThat(stored(changingInterceptor, "weight")).isEqualTo(20);
	}

	@ParameterizedTest
	@EnumSource
	void changeThatADirtinessStrategyFindsIsWritten(Told told) {
		saveAndCount(findingStrategy, told);
		assertThat(stored(findingStrategy, "tally")).isEqualTo(2);
	}

	@ParameterizedTest
	@EnumSource
	void changeThatAFlushListenerMakesIsWritten(Told told) {
		saveAndCount(changingListener, told);
		assertThat(stored(changingListener, "weight")).isEqualTo(20);
	}

	private static Desk openWith(String property, Class<?> type) {
		return Desk.open(ChangesApplication.class, "spring.jpa.properties." + property + "=" + type.getName());
	}

	private static void saveAndCount(Desk desk, Told told) {
		Script script = desk.bean(Script.class);
		script.reset();
		desk.elsewhere("set referential_integrity false; delete from parcel; set referential_integrity true");
		Long id = told.isCreated() ? -1L : savedBefore(desk);
		Consumer<Parcel> increment = (parcel) -> {
			if (parcel.getTally().getCount() == 1) {
				parcel.getTally().increment();
			}
		};
		if (told.isCreated()) {
			script.onCreated(Parcel.class, increment);
		}
		else {
			script.onUpdated(Parcel.class, increment);
		}
		desk.transaction(TransactionDefinition.PROPAGATION_REQUIRED).executeWithoutResult((status) -> {
			if (told.isCreated()) {
				desk.entityManager().persist(new Parcel(null));
			}
			else {
				desk.entityManager().find(Parcel.class, id).setText("touched");
			}
			if (told.isFlushed()) {
				desk.entityManager().flush();
			}
		});
		assertThat(script.lines()).contains(told.isCreated() ? "+Parcel" : "~Parcel");
	}

	private static Long savedBefore(Desk desk) {
		Parcel saved = desk.transaction(TransactionDefinition.PROPAGATION_REQUIRED).execute((status) -> {
			Parcel parcel = new Parcel(null);
			desk.entityManager().persist(parcel);
			return parcel;
		});
		return saved.getId();
	}

	private static int stored(Desk desk, String column) {
		return desk.bean(JdbcClient.class).sql("select " + column + " from parcel").query(Integer.class).single();
	}

	/**
	 * Finds what Hibernate does not see.
	 */
	public static final class FindingInterceptor implements Interceptor {

		@Override
		public int @Nullable [] findDirty(Object entity, Object id, Object[] currentState, Object[] previousState,
				String[] propertyNames, Type[] types) {
			return (entity instanceof Parcel parcel && parcel.getTally().isChanged())
					? new int[] { Arrays.asList(propertyNames).indexOf("tally") } : null;
		}

		@Override
		public boolean onFlushDirty(Object entity, Object id, Object[] currentState, Object[] previousState,
				String[] propertyNames, Type[] types) {
			if (entity instanceof Parcel parcel) {
				parcel.getTally().setWritten();
			}
			return false;
		}

	}

	/**
	 * Derives an attribute before each flush.
	 */
	public static final class ChangingInterceptor implements Interceptor {

		@Override
		public void preFlush(Iterator<Object> entities) {
			entities.forEachRemaining(ChangesSeenByTheApplicationIntegrationTests::derive);
		}

	}

	/**
	 * Derives an attribute while an entity is flushed.
	 */
	private static final class ChangingListener implements FlushEntityEventListener {

		@Override
		public void onFlushEntity(FlushEntityEvent event) {
			derive(event.getEntity());
		}

	}

	private static void derive(Object entity) {
		if (entity instanceof Parcel parcel) {
			parcel.setWeight(10 * parcel.getTally().getCount());
		}
	}

	/**
	 * Finds what Hibernate does not see.
	 */
	public static final class FindingStrategy implements CustomEntityDirtinessStrategy {

		@Override
		public boolean canDirtyCheck(Object entity, EntityPersister persister, Session session) {
			return entity instanceof Parcel parcel && parcel.getTally().isChanged();
		}

		@Override
		public boolean isDirty(Object entity, EntityPersister persister, Session session) {
			return true;
		}

		@Override
		public void resetDirty(Object entity, EntityPersister persister, Session session) {
			if (entity instanceof Parcel parcel) {
				parcel.getTally().setWritten();
			}
		}

		@Override
		public void findDirty(Object entity, EntityPersister persister, Session session, DirtyCheckContext context) {
			if (entity instanceof Parcel parcel && parcel.getTally().isChanged()) {
				context.doDirtyChecking((attribute) -> attribute.getName().equals("tally"));
			}
		}

	}

}
