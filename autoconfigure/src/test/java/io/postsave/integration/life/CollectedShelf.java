package io.postsave.integration.life;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.postsave.PostWriteEvent;
import io.postsave.integration.capture.EnhancingClassLoader;
import io.postsave.integration.support.PostgresDatabase;
import io.postsave.library.collected.Folder;
import jakarta.persistence.EntityManager;
import org.hibernate.Hibernate;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.StringUtils;

/**
 * A running application whose entities own collections, enhanced or not: entities are
 * made by the names of their classes, and their attributes read by path.
 */
final class CollectedShelf implements AutoCloseable {

	private static final String PACKAGE = Folder.class.getPackageName();

	private final ClassLoader loader;

	private final ConfigurableApplicationContext application;

	private CollectedShelf(ClassLoader loader, ApplicationContextInitializer<?> database, Class<?> listeners,
			String... properties) {
		this.loader = loader;
		this.application = new SpringApplicationBuilder(CollectedApplication.class, listeners)
			.resourceLoader(new DefaultResourceLoader(loader))
			.initializers(database)
			.run(Stream
				.concat(Stream.of("spring.datasource.generate-unique-name=true",
						"spring.main.web-application-type=none",
						"spring.jpa.properties.hibernate.generate_statistics=true",
						"spring.jpa.properties.hibernate.session_factory.statement_inspector="
								+ CollectedApplication.Statements.class.getName()),
						Stream.of(properties))
				.map((property) -> "--" + property)
				.toArray(String[]::new));
	}

	static CollectedShelf open(String... properties) {
		return openWith(CollectedApplication.class, properties);
	}

	static CollectedShelf openWith(Class<?> listeners, String... properties) {
		return new CollectedShelf(CollectedShelf.class.getClassLoader(), (context) -> {
		}, listeners, properties);
	}

	static CollectedShelf openEnhanced(String... properties) {
		return new CollectedShelf(new EnhancingClassLoader(PACKAGE), (context) -> {
		}, CollectedApplication.class, properties);
	}

	static CollectedShelf openOnPostgres(String... properties) {
		return new CollectedShelf(CollectedShelf.class.getClassLoader(), new PostgresDatabase(),
				CollectedApplication.class, properties);
	}

	@Override
	public void close() {
		this.application.close();
	}

	boolean isEnhanced() {
		return this.loader instanceof EnhancingClassLoader;
	}

	/**
	 * Whether writes are told after the commit, all of a row as one.
	 */
	boolean isMerging() {
		return "after-commit".equals(this.application.getEnvironment().getProperty("post-save.delivery"));
	}

	private boolean isOnPostgres() {
		return this.application.getEnvironment().getProperty("spring.datasource.url", "").startsWith("jdbc:postgresql");
	}

	<T> T bean(Class<T> type) {
		return this.application.getBean(type);
	}

	EntityManager entityManager() {
		return bean(EntityManager.class);
	}

	CollectedApplication.Ear ear() {
		return bean(CollectedApplication.Ear.class);
	}

	List<PostWriteEvent<?>> heard() {
		return ear().heard();
	}

	/**
	 * Empties the database and forgets what was heard.
	 */
	void reset() {
		JdbcTemplate jdbc = bean(JdbcTemplate.class);
		List<String> tables = jdbc.queryForList("select table_name from information_schema.tables"
				+ " where upper(table_schema) = 'PUBLIC' and table_type = 'BASE TABLE'", String.class);
		if (isOnPostgres()) {
			jdbc.execute("truncate table " + String.join(", ", tables) + " restart identity cascade");
		}
		else {
			jdbc.execute("set referential_integrity false");
			tables.forEach((table) -> jdbc.execute("truncate table " + table + " restart identity"));
			jdbc.execute("set referential_integrity true");
		}
		forget();
	}

	void forget() {
		ear().reset();
		CollectedApplication.Statements.executed.clear();
	}

	void inTransaction(Runnable work) {
		bean(TransactionTemplate.class).executeWithoutResult((status) -> work.run());
	}

	<T> T inTransaction(Supplier<T> work) {
		return bean(TransactionTemplate.class).execute((status) -> work.get());
	}

	Class<?> type(String name) {
		try {
			return this.loader.loadClass(PACKAGE + "." + name);
		}
		catch (ClassNotFoundException ex) {
			throw new IllegalStateException(ex);
		}
	}

	Object create(String name, Object... arguments) {
		try {
			Class<?>[] types = Stream.of(arguments).map(Object::getClass).toArray(Class<?>[]::new);
			return type(name).getConstructor(types).newInstance(arguments);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	Object findOrPersist(String name, Object id) {
		Object found = entityManager().find(type(name), id);
		if (found == null) {
			found = create(name, id);
			entityManager().persist(found);
		}
		return found;
	}

	Object find(String name, Object id) {
		Object found = entityManager().find(type(name), id);
		return (found != null) ? found : new IllegalStateException(name + " " + id + " is not there");
	}

	/**
	 * Stores an entity, and forgets that it was told.
	 * @return its identifier
	 */
	Object stored(String name, Consumer<Object> values) {
		Object id = inTransaction(() -> {
			Object entity = create(name);
			values.accept(entity);
			entityManager().persist(entity);
			return get(entity, "id");
		});
		forget();
		return id;
	}

	/**
	 * Returns the value at a path, {@code null} if a part of it is.
	 */
	static @Nullable Object get(@Nullable Object bean, String path) {
		Object value = bean;
		for (String name : StringUtils.delimitedListToStringArray(path, ".")) {
			value = (value != null) ? call(value, "get" + StringUtils.capitalize(name)) : null;
		}
		return value;
	}

	/**
	 * Returns what is loaded already at a path.
	 */
	static Object loaded(Object bean, String path) {
		Object value = get(bean, path);
		Hibernate.initialize(value);
		return value;
	}

	static void set(Object bean, String path, @Nullable Object value) {
		int dot = path.lastIndexOf('.');
		call((dot > 0) ? get(bean, path.substring(0, dot)) : bean,
				"set" + StringUtils.capitalize(path.substring(dot + 1)), value);
	}

	private static @Nullable Object call(Object bean, String method, @Nullable Object... arguments) {
		try {
			return Stream.of(bean.getClass().getMethods())
				.filter((candidate) -> candidate.getName().equals(method) && !candidate.isBridge())
				.findFirst()
				.orElseThrow()
				.invoke(bean, arguments);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
