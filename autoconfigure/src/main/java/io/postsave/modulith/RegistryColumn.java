package io.postsave.modulith;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * The column of the registry that events are stored in. An event that is too long for it
 * would have its save fail, so it is stored without its changes, which then are not
 * known.
 */
final class RegistryColumn {

	private static final Log logger = LogFactory.getLog(RegistryColumn.class);

	private static final int UNLIMITED = Integer.MAX_VALUE;

	private static final String TABLE = "EVENT_PUBLICATION";

	private static final String COLUMN = "SERIALIZED_EVENT";

	private static final String CHANGES = "changes";

	private final ObjectProvider<JdbcOperations> database;

	private final @Nullable String schema;

	private final JsonMapper json = new JsonMapper();

	private final Set<String> reported = ConcurrentHashMap.newKeySet();

	private volatile @Nullable Integer length;

	/**
	 * Creates the view on the column.
	 * @param database the database of the registry
	 * @param schema the schema that it has been given, {@code null} for that of the
	 * connection
	 */
	RegistryColumn(ObjectProvider<JdbcOperations> database, @Nullable String schema) {
		this.database = database;
		this.schema = schema;
	}

	/**
	 * Return as much of an event as the column has room for.
	 * @param plain the event as it would be stored
	 */
	Map<String, @Nullable Object> fitting(Map<String, @Nullable Object> plain) {
		int length = length();
		if (length == UNLIMITED || plain.get(CHANGES) == null
				|| this.json.writeValueAsString(plain).length() <= length) {
			return plain;
		}
		String type = String.valueOf(plain.get("type"));
		if (this.reported.add(type)) {
			logger.warn("An event of " + type + " is longer than the " + length + " characters of the column '" + COLUMN
					+ "' of Spring Modulith's registry. Such events are stored without their changes: to listeners they "
					+ "are not known. Make the column longer to have them");
		}
		Map<String, @Nullable Object> shortened = new LinkedHashMap<>(plain);
		shortened.put(CHANGES, null);
		return shortened;
	}

	private int length() {
		Integer known = this.length;
		if (known == null) {
			known = findLength();
			this.length = known;
		}
		return known;
	}

	/**
	 * It is looked for with the first event, on the connection of its transaction.
	 */
	private int findLength() {
		JdbcOperations operations = this.database.getIfUnique();
		try {
			Integer found = (operations != null) ? operations.execute((ConnectionCallback<Integer>) this::findLength)
					: null;
			return (found != null) ? found : UNLIMITED;
		}
		catch (RuntimeException ex) {
			logger.debug("It is not known how long events may be in Spring Modulith's registry", ex);
			return UNLIMITED;
		}
	}

	private int findLength(Connection connection) throws SQLException {
		String schema = (this.schema != null) ? this.schema : connection.getSchema();
		for (String name : List.of(TABLE, TABLE.toLowerCase(Locale.ROOT))) {
			for (String column : List.of(COLUMN, COLUMN.toLowerCase(Locale.ROOT))) {
				try (ResultSet columns = connection.getMetaData()
					.getColumns(connection.getCatalog(), schema, name, column)) {
					if (columns.next()) {
						int size = columns.getInt("COLUMN_SIZE");
						return (size > 0) ? size : UNLIMITED;
					}
				}
			}
		}
		return UNLIMITED;
	}

}
