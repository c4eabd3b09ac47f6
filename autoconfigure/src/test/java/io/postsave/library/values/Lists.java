package io.postsave.library.values;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.UUID;

import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.Type;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * What has parts and is mapped to one column all the same.
 */
@Entity
public class Lists extends Numbered {

	public byte @Nullable [] bytes;

	public Byte @Nullable [] wrappedBytes;

	public char @Nullable [] chars;

	public Character @Nullable [] characters;

	public String @Nullable [] strings;

	public int @Nullable [] ints;

	public double @Nullable [] doubles;

	public UUID @Nullable [] uuids;

	public Shade @Nullable [] shades;

	@JdbcTypeCode(SqlTypes.ARRAY)
	public @Nullable List<String> list;

	@JdbcTypeCode(SqlTypes.ARRAY)
	public @Nullable Set<Integer> set;

	@JdbcTypeCode(SqlTypes.ARRAY)
	public @Nullable SortedSet<Long> sorted;

	@JdbcTypeCode(SqlTypes.JSON)
	public @Nullable Map<String, String> map;

	@JdbcTypeCode(SqlTypes.JSON)
	public @Nullable Point point;

	@JdbcTypeCode(SqlTypes.JSON)
	public @Nullable List<Point> points;

	@Convert(converter = Point.AsText.class)
	public @Nullable Point pointAsText;

	@Type(Point.OfAType.class)
	public @Nullable Point pointOfAType;

	@Type(Point.OfAnEnhancedType.class)
	public @Nullable Point pointOfAnEnhancedType;

}
