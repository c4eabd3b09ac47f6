package io.postsave.hibernate;

import io.postsave.hibernate.Museum.Artist;
import jakarta.persistence.EntityManager;
import org.hibernate.event.spi.EventSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.orm.jpa.EntityManagerHolder;
import org.springframework.orm.jpa.EntityManagerProxy;
import org.springframework.orm.jpa.ExtendedEntityManagerCreator;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HibernateSessions}.
 */
class HibernateSessionsTests {

	private static TestFactory factory;

	private final HibernateSessions sessions = new HibernateSessions();

	private EventSource session;

	@BeforeAll
	static void openFactory() {
		factory = TestFactory.of(Artist.class);
	}

	@AfterAll
	static void closeFactory() {
		factory.close();
	}

	@BeforeEach
	void open() {
		this.session = factory.open();
	}

	@AfterEach
	void close() {
		this.session.close();
	}

	@Test
	void sessionThatIsHeldIsFound() {
		assertThat(this.sessions.nativeSession(new EntityManagerHolder(this.session))).isSameAs(this.session);
	}

	@Test
	void sessionBehindAProxyOfSpringsIsFound() {
		EntityManager proxy = ExtendedEntityManagerCreator.createContainerManagedEntityManager(factory.get());
		try (EntityManager target = ((EntityManagerProxy) proxy).getTargetEntityManager()) {
			assertThat(this.sessions.nativeSession(new EntityManagerHolder(proxy))).isSameAs(target).isNotSameAs(proxy);
		}
	}

	@Test
	void sessionToWhichAnotherEntityManagerDelegatesIsFound() {
		assertThat(this.sessions.nativeSession(new EntityManagerHolder(delegatingTo(this.session))))
			.isSameAs(this.session);
	}

	@Test
	void entityManagerOfAnotherProviderHasNone() {
		assertThat(this.sessions.nativeSession(new EntityManagerHolder(delegatingTo("another provider's")))).isNull();
	}

	@Test
	void closedEntityManagerHasNone() {
		EntityManager closed = Stubs.of(EntityManager.class, (proxy, method, args) -> {
			throw new IllegalStateException("Closed");
		});
		assertThat(this.sessions.nativeSession(new EntityManagerHolder(closed))).isNull();
	}

	@Test
	void whatIsNoEntityManagersHolderHasNone() {
		assertThat(this.sessions.nativeSession(null)).isNull();
		assertThat(this.sessions.nativeSession(this.session)).isNull();
	}

	@Test
	void writeSessionIsForItsSessionOnly() {
		try (EventSource other = factory.open()) {
			assertThat(this.sessions.sessionOf(this.session).isFor(this.session)).isTrue();
			assertThat(this.sessions.sessionOf(this.session).isFor(other)).isFalse();
		}
	}

	private static EntityManager delegatingTo(Object delegate) {
		return Stubs.of(EntityManager.class,
				(proxy, method, args) -> method.getName().equals("getDelegate") ? delegate : null);
	}

}
