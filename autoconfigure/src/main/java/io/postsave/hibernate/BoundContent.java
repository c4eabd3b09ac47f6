package io.postsave.hibernate;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The content of what is bound to a statement: bytes, text and elements, read and copied.
 */
final class BoundContent {

	private BoundContent() {
	}

	/**
	 * Return the content of an argument.
	 * @return equal for equal content, the argument itself if it has none to be read
	 */
	static Object of(@Nullable Object argument) throws SQLException, IOException {
		if (argument instanceof java.sql.Array array) {
			return of(array.getArray());
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
			return ofArray(argument);
		}
		return (argument != null) ? argument : NoContent.NULL;
	}

	private static List<Object> ofArray(Object array) throws SQLException, IOException {
		List<Object> elements = new ArrayList<>();
		for (int i = 0; i < Array.getLength(array); i++) {
			elements.add(of(Array.get(array, i)));
		}
		return elements;
	}

}
