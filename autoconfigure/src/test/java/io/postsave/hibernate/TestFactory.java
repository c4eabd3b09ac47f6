package io.postsave.hibernate;

import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

import org.hibernate.Interceptor;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.spi.EventSource;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.FlushEvent;
import org.hibernate.event.spi.FlushEventListener;
import org.hibernate.persister.entity.EntityPersister;

/**
 * A session factory of Hibernate's own bootstrap on an empty database, without Spring. In
 * the place of post-save's listeners to flushes it has two that do nothing.
 */
final class TestFactory implements AutoCloseable {

	private final SessionFactoryImplementor factory;

	private TestFactory(SessionFactoryImplementor factory) {
		this.factory = factory;
		factory.getEventEngine().getListenerRegistry().prependListeners(EventType.FLUSH, new Before());
		factory.getEventEngine().getListenerRegistry().appendListeners(EventType.FLUSH, new After());
	}

	static TestFactory of(Class<?>... entities) {
		return of(Map.of(), entities);
	}

	static TestFactory of(Map<String, Object> settings, Class<?>... entities) {
		return new TestFactory((SessionFactoryImplementor) new MetadataSources(new StandardServiceRegistryBuilder()
			.applySetting("jakarta.persistence.jdbc.url", "jdbc:h2:mem:" + UUID.randomUUID())
			.applySetting("hibernate.hbm2ddl.auto", "create-drop")
			.applySetting("hibernate.generate_statistics", "true")
			.applySettings(settings)
			.build()).addAnnotatedClasses(entities).buildMetadata().buildSessionFactory());
	}

	SessionFactoryImplementor get() {
		return this.factory;
	}

	EntityPersister persister(Class<?> entity) {
		return this.factory.getMappingMetamodel().getEntityDescriptor(entity);
	}

	/**
	 * Return the index of an attribute in state arrays.
	 */
	int index(Class<?> entity, String attribute) {
		return Arrays.asList(persister(entity).getPropertyNames()).indexOf(attribute);
	}

	EventSource open() {
		return (EventSource) this.factory.openSession();
	}

	EventSource open(Interceptor interceptor) {
		return (EventSource) this.factory.withOptions().interceptor(interceptor).openSession();
	}

	void inTransaction(Consumer<EventSource> work) {
		this.factory.inTransaction((session) -> work.accept((EventSource) session));
	}

	long updates() {
		return this.factory.getStatistics().getEntityUpdateCount();
	}

	@Override
	public void close() {
		this.factory.close();
	}

	@SuppressWarnings("serial")
	private record Before() implements FlushEventListener {

		@Override
		public void onFlush(FlushEvent event) {
		}

	}

	@SuppressWarnings("serial")
	private record After() implements FlushEventListener {

		@Override
		public void onFlush(FlushEvent event) {
		}

	}

}
