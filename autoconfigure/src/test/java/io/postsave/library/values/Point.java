package io.postsave.library.values;

import java.io.Serializable;
import java.util.Objects;

import jakarta.persistence.AttributeConverter;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.WrapperOptions;
import org.hibernate.usertype.EnhancedUserType;
import org.hibernate.usertype.UserType;
import org.hibernate.usertype.UserVersionType;
import org.jspecify.annotations.Nullable;

/**
 * A class of the application's that Hibernate does not know.
 *
 * @param x the one coordinate
 * @param y the other one
 */
public record Point(int x, int y) {

	static Point parse(String text) {
		String[] parts = text.split("\\|");
		return new Point(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
	}

	String text() {
		return this.x + "|" + this.y;
	}

	/**
	 * Stores a point as text.
	 */
	public static class AsText implements AttributeConverter<Point, String> {

		@Override
		public @Nullable String convertToDatabaseColumn(@Nullable Point point) {
			return (point != null) ? point.text() : null;
		}

		@Override
		public @Nullable Point convertToEntityAttribute(@Nullable String text) {
			return (text != null) ? parse(text) : null;
		}

	}

	/**
	 * Stores a point as text, and has no text for others.
	 */
	public static class OfAType implements UserType<Point> {

		@Override
		public int getSqlType() {
			return SqlTypes.VARCHAR;
		}

		@Override
		public Class<Point> returnedClass() {
			return Point.class;
		}

		@Override
		public boolean isMutable() {
			return false;
		}

		@Override
		public @Nullable Point deepCopy(@Nullable Point value) {
			return value;
		}

		@Override
		public boolean equals(@Nullable Point first, @Nullable Point second) {
			return Objects.equals(first, second);
		}

		@Override
		public int hashCode(@Nullable Point value) {
			return Objects.hashCode(value);
		}

		@Override
		@SuppressWarnings("NullAway")
		public @Nullable Point nullSafeGet(java.sql.ResultSet row, int position, WrapperOptions options)
				throws java.sql.SQLException {
			String text = row.getString(position);
			return (text != null) ? parse(text) : null;
		}

		@Override
		public void nullSafeSet(java.sql.PreparedStatement statement, @Nullable Point value, int position,
				WrapperOptions options) throws java.sql.SQLException {
			statement.setString(position, (value != null) ? value.text() : null);
		}

		@Override
		public @Nullable Serializable disassemble(@Nullable Point value) {
			return (value != null) ? value.text() : null;
		}

		@Override
		public @Nullable Point assemble(@Nullable Serializable cached, Object owner) {
			return (cached != null) ? parse(cached.toString()) : null;
		}

	}

	/**
	 * Stores a point as text, and has that for others as well.
	 */
	public static class OfAnEnhancedType extends OfAType implements EnhancedUserType<Point> {

		@Override
		public String toSqlLiteral(Point value) {
			return "'" + value.text() + "'";
		}

		@Override
		public String toString(Point value) {
			return value.text();
		}

		@Override
		public Point fromStringValue(CharSequence text) {
			return parse(text.toString());
		}

	}

	/**
	 * Counts versions by points.
	 */
	public static class OfAVersionType extends OfAType implements UserVersionType<Point> {

		@Override
		public Point seed(SharedSessionContractImplementor session) {
			return new Point(0, 0);
		}

		@Override
		public Point next(Point current, SharedSessionContractImplementor session) {
			return new Point(current.x() + 1, 0);
		}

		@Override
		public int compare(Point first, Point second) {
			return Integer.compare(first.x(), second.x());
		}

	}

}
