package io.postsave.integration.support;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import com.zaxxer.hikari.HikariDataSource;
import io.postsave.library.catalog.Member;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A running library, with or without post-save, where the same things can be tried.
 */
public final class Desk implements AutoCloseable {

	private final ConfigurableApplicationContext context;

	private final List<String> failures = new ArrayList<>();

	private final List<Integer> completions = new ArrayList<>();

	private Desk(ConfigurableApplicationContext context) {
		this.context = context;
	}

	/**
	 * Opens a library.
	 * @param properties of the application, as {@code name=value}
	 */
	public static Desk open(String... properties) {
		return open(LibraryApplication.class, properties);
	}

	/**
	 * Opens another application than the library itself.
	 */
	public static Desk open(Class<?> configuration, String... properties) {
		SpringApplication application = new SpringApplicationBuilder(configuration).web(WebApplicationType.NONE)
			.build();
		return new Desk(
				application.run(Stream.of(properties).map((property) -> "--" + property).toArray(String[]::new)));
	}

	@Override
	public void close() {
		this.context.close();
	}

	public ConfigurableApplicationContext context() {
		return this.context;
	}

	public <T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	public EntityManager entityManager() {
		return bean(EntityManager.class);
	}

	public EntityManagerFactory entityManagerFactory() {
		return bean(EntityManagerFactory.class);
	}

	public TransactionTemplate transaction(int propagation) {
		TransactionTemplate template = new TransactionTemplate(bean(PlatformTransactionManager.class));
		template.setPropagationBehavior(propagation);
		return template;
	}

	public Member member(String card) {
		return entityManager().createQuery("from Member where card = :card", Member.class)
			.setParameter("card", card)
			.getSingleResult();
	}

	/**
	 * Executes a statement in a transaction of its own.
	 */
	public void elsewhere(String statement) {
		try (Connection connection = bean(HikariDataSource.class).getConnection();
				Statement jdbc = connection.createStatement()) {
			jdbc.execute(statement);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Runs something and notes how it failed, if it did.
	 * @return whether it went well
	 */
	public boolean tries(String what, Runnable action) {
		try {
			action.run();
			return true;
		}
		catch (Throwable ex) {
			StringBuilder chain = new StringBuilder(what);
			for (Throwable cause = ex; cause != null; cause = cause.getCause()) {
				chain.append(" < ").append(cause.getClass().getName());
			}
			this.failures.add(chain.toString());
			return false;
		}
	}

	/**
	 * Runs something that has to fail, notes how, and throws it on.
	 */
	public void fails(String what, Runnable action) {
		Throwable[] thrown = new Throwable[1];
		tries(what, () -> {
			try {
				action.run();
			}
			catch (RuntimeException | Error ex) {
				thrown[0] = ex;
				throw ex;
			}
		});
		if (thrown[0] instanceof RuntimeException ex) {
			throw ex;
		}
		if (thrown[0] instanceof Error error) {
			throw error;
		}
	}

	/**
	 * Notes how the current transaction is completed.
	 */
	public void watchCompletion() {
		TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

			@Override
			public void afterCompletion(int status) {
				Desk.this.completions.add(status);
			}

		});
	}

	/**
	 * Puts the two members back that there are at the beginning.
	 */
	public void reset() {
		this.failures.clear();
		this.completions.clear();
		elsewhere("update member set mentor_id = null");
		elsewhere("delete from member");
		transaction(TransactionTemplate.PROPAGATION_REQUIRED).executeWithoutResult((status) -> {
			Member mentor = new Member("mentor", "Ann");
			Member pupil = new Member("pupil", "Bob");
			pupil.setMentor(mentor);
			entityManager().persist(mentor);
			entityManager().persist(pupil);
		});
	}

	/**
	 * What has happened and in which state it has left the application.
	 */
	public Outcome outcome() {
		JdbcClient jdbc = bean(JdbcClient.class);
		List<String> rows = jdbc.sql("select card || ' ' || name from member order by card").query(String.class).list();
		int active = bean(HikariDataSource.class).getHikariPoolMXBean().getActiveConnections();
		boolean bound = !TransactionSynchronizationManager.getResourceMap().isEmpty()
				|| TransactionSynchronizationManager.isSynchronizationActive()
				|| TransactionSynchronizationManager.isActualTransactionActive();
		Outcome outcome = new Outcome(List.copyOf(this.failures), List.copyOf(this.completions), rows, active, bound,
				worksAgain());
		this.failures.clear();
		return outcome;
	}

	private @Nullable String worksAgain() {
		return tries("next",
				() -> transaction(TransactionTemplate.PROPAGATION_REQUIRED)
					.executeWithoutResult((status) -> entityManager().persist(new Member("next", "Eve")))) ? null
							: Objects.toString(this.failures);
	}

	/**
	 * The outcome of what was tried.
	 *
	 * @param failures the classes of the exceptions that were thrown, with their causes
	 * @param completions the status of each transaction that was watched
	 * @param rows the rows there are in the end
	 * @param activeConnections how many connections are not back in the pool
	 * @param bound whether anything is bound to the thread
	 * @param nextFailure how the next transaction on this thread has failed
	 */
	public record Outcome(List<String> failures, List<Integer> completions, List<String> rows, int activeConnections,
			boolean bound, @Nullable String nextFailure) {
	}

}
