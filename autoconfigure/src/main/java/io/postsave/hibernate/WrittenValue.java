package io.postsave.hibernate;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.type.BasicType;
import org.hibernate.type.CollectionType;
import org.hibernate.type.CompositeType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * Makes of an attribute's value one that can be kept and compared, whatever class it has:
 * what would be written for it. References stand for themselves.
 */
final class WrittenValue {

	private static final Object NULL = "null";

	private WrittenValue() {
	}

	/**
	 * Return what would be written for a value.
	 * @return equal for equal content; for a value of which that cannot be told, for the
	 * same instance
	 */
	static Object of(Type type, @Nullable Object value, SharedSessionContractImplementor session) {
		if (type instanceof CompositeType composite && type.isComponentType()) {
			return ofComponent(composite, value, session);
		}
		if (value == null) {
			return NULL;
		}
		if (type instanceof CollectionType collection) {
			return ofCollection(collection, value, session);
		}
		if (value == LazyPropertyInitializer.UNFETCHED_PROPERTY || type.isAssociationType()) {
			return new Reference(value);
		}
		if (SteadyTypes.isPlainBasic(type) && ((BasicType<?>) type).getValueConverter() == null) {
			return value;
		}
		return bound(type, value, session);
	}

	private static Object ofComponent(CompositeType type, @Nullable Object value,
			SharedSessionContractImplementor session) {
		Type[] types = type.getSubtypes();
		List<Object> parts = new ArrayList<>(types.length);
		for (int i = 0; i < types.length; i++) {
			parts.add(of(types[i], (value != null) ? type.getPropertyValue(value, i, session) : null, session));
		}
		return parts;
	}

	private static Object ofCollection(CollectionType type, Object value, SharedSessionContractImplementor session) {
		if (value instanceof PersistentCollection<?> collection && !collection.wasInitialized()) {
			return new Reference(value);
		}
		Type elementType = type.getElementType(session.getFactory());
		List<Object> elements = new ArrayList<>();
		if (value instanceof Collection<?> collection) {
			collection.forEach((element) -> elements.add(of(elementType, element, session)));
		}
		else if (value instanceof Map<?, ?> map) {
			map.forEach((key, element) -> {
				elements.add((key != null) ? key : NULL);
				elements.add(of(elementType, element, session));
			});
		}
		else if (value.getClass().isArray()) {
			for (int i = 0; i < Array.getLength(value); i++) {
				elements.add(of(elementType, Array.get(value, i), session));
			}
		}
		else {
			return new Reference(value);
		}
		return elements;
	}

	/**
	 * What is bound twice in different ways can be told from nothing.
	 */
	private static Object bound(Type type, Object value, SharedSessionContractImplementor session) {
		try {
			List<Object> bound = bind(type, value, session);
			return bound.equals(bind(type, value, session)) ? bound : new Reference(value);
		}
		catch (RuntimeException | SQLException | IOException ex) {
			return new Reference(value);
		}
	}

	private static List<Object> bind(Type type, Object value, SharedSessionContractImplementor session)
			throws SQLException, IOException {
		List<@Nullable Object> arguments = new ArrayList<>();
		PreparedStatement statement = (PreparedStatement) Proxy.newProxyInstance(
				PreparedStatement.class.getClassLoader(), new Class<?>[] { PreparedStatement.class },
				(proxy, method, args) -> answer(method, args, arguments, session));
		type.nullSafeSet(statement, value, 1, session);
		List<Object> bound = new ArrayList<>(arguments.size());
		for (Object argument : arguments) {
			bound.add(content(argument));
		}
		return bound;
	}

	private static @Nullable Object answer(Method method, @Nullable Object @Nullable [] args,
			List<@Nullable Object> arguments, SharedSessionContractImplementor session) throws Throwable {
		if (method.getName().startsWith("set") && args != null) {
			arguments.add(method.getName());
			arguments.addAll(Arrays.asList(args));
			return null;
		}
		if (method.getName().equals("getConnection")) {
			return session.getJdbcCoordinator().getLogicalConnection().getPhysicalConnection();
		}
		throw new UnsupportedOperationException(method.toString());
	}

	private static Object content(@Nullable Object argument) throws SQLException, IOException {
		if (argument instanceof java.sql.Array array) {
			return content(array.getArray());
		}
		if (argument instanceof byte[] bytes) {
			return ByteBuffer.wrap(bytes.clone());
		}
		if (argument instanceof InputStream stream) {
			return ByteBuffer.wrap(stream.readAllBytes());
		}
		if (argument instanceof Reader reader) {
			StringWriter writer = new StringWriter();
			reader.transferTo(writer);
			return writer.toString();
		}
		if (argument instanceof Blob blob) {
			return ByteBuffer.wrap(blob.getBytes(1, (int) blob.length()));
		}
		if (argument instanceof Clob clob) {
			return clob.getSubString(1, (int) clob.length());
		}
		if (argument != null && argument.getClass().isArray()) {
			List<Object> elements = new ArrayList<>();
			for (int i = 0; i < Array.getLength(argument); i++) {
				elements.add(content(Array.get(argument, i)));
			}
			return elements;
		}
		return (argument != null) ? argument : NULL;
	}

	/**
	 * A value that equals itself only.
	 */
	private record Reference(Object value) {

		@Override
		public boolean equals(@Nullable Object other) {
			return other instanceof Reference reference && reference.value == this.value;
		}

		@Override
		public int hashCode() {
			return System.identityHashCode(this.value);
		}

	}

}
