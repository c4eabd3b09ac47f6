package io.postsave.integration.durable;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * The statements that an application has executed.
 */
final class CapturedStatements {

	private final List<String> statements = new CopyOnWriteArrayList<>();

	List<String> all() {
		return this.statements;
	}

	/**
	 * Return the statements on the engine's table, but for those that create it.
	 */
	List<String> ofRegistry() {
		return this.statements.stream()
			.map(String::toLowerCase)
			.filter((statement) -> statement.contains("event_publication") && !statement.startsWith("create"))
			.toList();
	}

	void clear() {
		this.statements.clear();
	}

	private Connection watched(Connection connection) {
		return proxy(Connection.class, (method, arguments) -> {
			if (method.getName().equals("prepareStatement") && arguments != null) {
				this.statements.add(String.valueOf(arguments[0]));
			}
			Object result = call(connection, method, arguments);
			return (method.getName().equals("createStatement") && result instanceof Statement statement)
					? watched(statement) : result;
		});
	}

	private Statement watched(Statement statement) {
		return proxy(Statement.class, (method, arguments) -> {
			if (method.getName().startsWith("execute") && arguments != null) {
				this.statements.add(String.valueOf(arguments[0]));
			}
			return call(statement, method, arguments);
		});
	}

	private static <T> T proxy(Class<T> type, Call call) {
		return type.cast(Proxy.newProxyInstance(CapturedStatements.class.getClassLoader(), new Class<?>[] { type },
				(proxy, method, arguments) -> call.make(method, arguments)));
	}

	private static @Nullable Object call(Object target, Method method, @Nullable Object @Nullable [] arguments)
			throws Throwable {
		try {
			return method.invoke(target, arguments);
		}
		catch (InvocationTargetException ex) {
			throw ex.getTargetException();
		}
	}

	/**
	 * A call of a method.
	 */
	private interface Call {

		@Nullable Object make(Method method, @Nullable Object @Nullable [] arguments) throws Throwable;

	}

	/**
	 * Captures the statements of the application's data source.
	 */
	static class Wrapping {

		@Bean
		static CapturedStatements capturedStatements() {
			return new CapturedStatements();
		}

		@Bean
		static BeanPostProcessor capturing(CapturedStatements statements) {
			return new BeanPostProcessor() {

				@Override
				public Object postProcessAfterInitialization(Object bean, String beanName) {
					return (bean instanceof DataSource dataSource) ? new DelegatingDataSource(dataSource) {

						@Override
						public Connection getConnection() throws SQLException {
							return statements.watched(super.getConnection());
						}

					} : bean;
				}

			};
		}

	}

}
