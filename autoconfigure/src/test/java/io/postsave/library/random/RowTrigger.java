package io.postsave.library.random;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.h2.api.Trigger;
import org.jspecify.annotations.Nullable;

/**
 * The database's own word on the rows that are written, told to the observer of the
 * current thread.
 */
public class RowTrigger implements Trigger {

	private static final ThreadLocal<@Nullable Observer> observer = new ThreadLocal<>();

	private String table = "";

	private List<String> columns = List.of();

	public static void observe(@Nullable Observer newObserver) {
		observer.set(newObserver);
	}

	@Override
	public void init(Connection connection, String schema, String trigger, String table, boolean before, int type)
			throws SQLException {
		this.table = table.toLowerCase(Locale.ROOT);
		this.columns = new ArrayList<>();
		try (ResultSet columns = connection.getMetaData().getColumns(null, schema, table, null)) {
			while (columns.next()) {
				this.columns.add(columns.getString("COLUMN_NAME").toLowerCase(Locale.ROOT));
			}
		}
	}

	@Override
	public void fire(Connection connection, @Nullable Object @Nullable [] oldRow,
			@Nullable Object @Nullable [] newRow) {
		Observer current = observer.get();
		if (current != null) {
			current.rowWritten(this.table, named(oldRow), named(newRow));
		}
	}

	private @Nullable Map<String, Object> named(@Nullable Object @Nullable [] row) {
		if (row == null) {
			return null;
		}
		Map<String, Object> named = new LinkedHashMap<>();
		for (int i = 0; i < row.length; i++) {
			Object value = row[i];
			if (value != null) {
				named.put(this.columns.get(i), value);
			}
		}
		return named;
	}

	/**
	 * Told of each row that is written.
	 */
	@FunctionalInterface
	public interface Observer {

		/**
		 * A row was written.
		 * @param table the table
		 * @param oldRow the columns that were not null, {@code null} if inserted
		 * @param newRow the columns that are not null, {@code null} if deleted
		 */
		void rowWritten(String table, @Nullable Map<String, Object> oldRow, @Nullable Map<String, Object> newRow);

	}

}
