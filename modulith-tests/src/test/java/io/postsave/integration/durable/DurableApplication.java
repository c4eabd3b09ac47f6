package io.postsave.integration.durable;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;

import jakarta.persistence.EntityManager;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One run of an application with durable listeners. Several of them, one after another or
 * at once, may have the same database.
 */
final class DurableApplication implements AutoCloseable {

	/** For how long tests wait, which is not to fail on a busy machine. */
	static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final AtomicInteger databases = new AtomicInteger();

	private final ConfigurableApplicationContext context;

	private DurableApplication(ConfigurableApplicationContext context) {
		this.context = context;
	}

	static Starter withListeners(Class<?>... beans) {
		return new Starter(beans);
	}

	<T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	ConfigurableApplicationContext context() {
		return this.context;
	}

	JdbcTemplate jdbc() {
		return bean(JdbcTemplate.class);
	}

	void inTransaction(Consumer<EntityManager> work) {
		bean(TransactionTemplate.class).executeWithoutResult((status) -> work.accept(bean(EntityManager.class)));
	}

	<T> @Nullable T calculate(Function<EntityManager, @Nullable T> work) {
		return bean(TransactionTemplate.class).execute((status) -> work.apply(bean(EntityManager.class)));
	}

	Long save(String name) {
		Member member = new Member(name);
		inTransaction((entities) -> entities.persist(member));
		return member.id();
	}

	void rename(Long id, String name) {
		inTransaction((entities) -> entities.find(Member.class, id).rename(name));
	}

	void delete(Long id) {
		inTransaction((entities) -> entities.remove(entities.find(Member.class, id)));
	}

	/**
	 * Remove a row so that nobody hears of it.
	 */
	void removeRow(Long id) {
		jdbc().update("delete from member where id = ?", id);
	}

	List<String> statuses() {
		return jdbc().queryForList("select status from event_publication order by publication_date", String.class);
	}

	List<Integer> attempts() {
		return jdbc().queryForList("select completion_attempts from event_publication", Integer.class);
	}

	@Override
	public void close() {
		this.context.close();
	}

	/**
	 * The application's configuration, but for its listeners.
	 */
	@EnableAutoConfiguration
	static class Configuration {

	}

	/**
	 * Starts applications that have the same database and mailbox.
	 */
	static final class Starter {

		private final Class<?>[] beans;

		private final Mailbox mailbox = new Mailbox();

		private final Map<String, String> properties = new LinkedHashMap<>();

		private Starter(Class<?>... beans) {
			this.beans = beans;
			with("spring.datasource.url=jdbc:h2:mem:durable" + databases.incrementAndGet() + ";DB_CLOSE_DELAY=-1",
					"spring.jpa.hibernate.ddl-auto=update", "post-save.modulith.resubmit-interval=100ms");
		}

		Mailbox mailbox() {
			return this.mailbox;
		}

		/**
		 * Return the database, whether there is a run or not.
		 */
		JdbcTemplate jdbc() {
			return new JdbcTemplate(new DriverManagerDataSource(
					Objects.requireNonNull(this.properties.get("spring.datasource.url")), "sa", ""));
		}

		/**
		 * Adds properties of all runs that are started from now on.
		 */
		Starter with(String... properties) {
			this.properties.putAll(parsed(properties));
			return this;
		}

		/**
		 * Starts a run.
		 * @param properties those of this run, which win
		 */
		DurableApplication start(String... properties) {
			return start(List.of(this.beans), properties);
		}

		DurableApplication start(List<Class<?>> beans, String... properties) {
			Map<String, String> all = new LinkedHashMap<>(this.properties);
			all.putAll(parsed(properties));
			return new DurableApplication(
					new SpringApplicationBuilder(Configuration.class).sources(beans.toArray(Class<?>[]::new))
						.web(WebApplicationType.NONE)
						.registerShutdownHook(false)
						.initializers((context) -> context.getBeanFactory().registerSingleton("mailbox", this.mailbox))
						.run(all.entrySet()
							.stream()
							.map((each) -> "--" + each.getKey() + "=" + each.getValue())
							.toArray(String[]::new)));
		}

		private static Map<String, String> parsed(String... properties) {
			Map<String, String> parsed = new LinkedHashMap<>();
			for (String property : properties) {
				int sign = property.indexOf('=');
				parsed.put(property.substring(0, sign), property.substring(sign + 1));
			}
			return parsed;
		}

		/**
		 * Starts a run in which listeners fail and nothing is resubmitted, and stops it.
		 */
		void leaveOwed(Consumer<DurableApplication> work) {
			this.mailbox.alwaysFailing();
			try (DurableApplication application = start("post-save.modulith.resubmit-interval=0")) {
				work.accept(application);
				Awaitility.await().until(() -> application.statuses().stream().allMatch("FAILED"::equals));
			}
			this.mailbox.failing(0);
		}

	}

}
