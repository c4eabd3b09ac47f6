package io.postsave.hibernate;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * What a type binds to a statement for a value: the calls and their arguments, by their
 * content.
 */
final class BoundArguments {

	private final SharedSessionContractImplementor session;

	private final List<@Nullable Object> calls = new ArrayList<>();

	private BoundArguments(SharedSessionContractImplementor session) {
		this.session = session;
	}

	/**
	 * Return what is bound, or {@code null} if that cannot be told: it cannot be bound
	 * without a database, or is another one each time.
	 */
	static @Nullable List<Object> of(Type type, Object value, SharedSessionContractImplementor session) {
		try {
			List<Object> bound = new BoundArguments(session).bind(type, value);
			return bound.equals(new BoundArguments(session).bind(type, value)) ? bound : null;
		}
		catch (RuntimeException | SQLException | IOException ex) {
			return null;
		}
	}

	private List<Object> bind(Type type, Object value) throws SQLException, IOException {
		PreparedStatement statement = (PreparedStatement) Proxy.newProxyInstance(
				PreparedStatement.class.getClassLoader(), new Class<?>[] { PreparedStatement.class },
				(proxy, method, args) -> answer(method, args));
		type.nullSafeSet(statement, value, 1, this.session);
		List<Object> contents = new ArrayList<>(this.calls.size());
		for (Object call : this.calls) {
			contents.add(BoundContent.of(call));
		}
		return contents;
	}

	private @Nullable Object answer(Method method, @Nullable Object @Nullable [] args) {
		if (method.getName().startsWith("set") && args != null) {
			this.calls.add(method.getName());
			this.calls.addAll(Arrays.asList(args));
			return null;
		}
		if (method.getName().equals("getConnection")) {
			return this.session.getJdbcCoordinator().getLogicalConnection().getPhysicalConnection();
		}
		throw new UnsupportedOperationException(method.toString());
	}

}
