package io.postsave.library.values;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;

import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapKey;
import jakarta.persistence.MapKeyEnumerated;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderColumn;
import org.hibernate.annotations.AnyDiscriminatorValue;
import org.hibernate.annotations.AnyKeyJavaClass;
import org.hibernate.annotations.CollectionId;
import org.hibernate.annotations.CollectionIdJdbcTypeCode;
import org.hibernate.annotations.ManyToAny;
import org.hibernate.annotations.SortComparator;
import org.hibernate.annotations.SortNatural;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * An entity with collections of every kind.
 */
@Entity
public class Groups extends Numbered {

	@ElementCollection
	public @Nullable Set<String> set;

	@ElementCollection
	@OrderColumn
	public @Nullable List<String> list;

	@ElementCollection
	public @Nullable Collection<Integer> bag;

	@ElementCollection
	@CollectionId(column = @Column(name = "bag_id"), generator = "increment")
	@CollectionIdJdbcTypeCode(SqlTypes.BIGINT)
	public @Nullable List<String> bagWithIds;

	@ElementCollection
	@OrderColumn
	public String @Nullable [] array;

	@ElementCollection
	@Enumerated(EnumType.STRING)
	public @Nullable Set<Shade> shades;

	@ElementCollection
	@SortNatural
	public @Nullable SortedSet<String> sorted;

	@ElementCollection
	@SortComparator(Backwards.class)
	public @Nullable SortedSet<String> backwards;

	@ElementCollection
	public @Nullable Set<Parts.Size> sizes;

	@ElementCollection
	public @Nullable List<Parts.Price> prices;

	@ElementCollection
	public @Nullable List<Step> steps;

	@ElementCollection
	public @Nullable Map<String, Integer> map;

	@ElementCollection
	@MapKeyEnumerated(EnumType.STRING)
	public @Nullable Map<Shade, String> byShade;

	@ElementCollection
	public @Nullable Map<Parts.Size, String> bySize;

	@ElementCollection
	public @Nullable Map<Maker, String> byMaker;

	@ElementCollection
	@SortComparator(Backwards.class)
	public @Nullable SortedMap<String, Parts.Size> sortedMap;

	@ManyToMany
	@JoinTable(name = "groups_makers")
	public @Nullable Set<Maker> makers;

	@ManyToMany
	@JoinTable(name = "groups_ordered")
	@OrderColumn
	public @Nullable List<Maker> ordered;

	@OneToMany
	@JoinTable(name = "groups_array")
	@OrderColumn
	public Maker @Nullable [] makerArray;

	@ManyToMany
	@JoinTable(name = "groups_sorted")
	@SortComparator(Unasked.class)
	public @Nullable SortedSet<Maker> sortedMakers;

	@ManyToAny
	@Column(name = "any_type")
	@AnyKeyJavaClass(Long.class)
	@AnyDiscriminatorValue(discriminator = "M", entity = Maker.class)
	@JoinTable(name = "groups_any", joinColumns = @JoinColumn(name = "groups_id"),
			inverseJoinColumns = @JoinColumn(name = "any_id"))
	@SortComparator(Unasked.class)
	public @Nullable SortedSet<Object> sortedAny;

	@ManyToMany
	@JoinTable(name = "groups_by_code")
	@MapKey(name = "code")
	public @Nullable Map<String, Maker> byCode;

	/**
	 * Sorts from the last to the first.
	 */
	public static class Backwards implements Comparator<String> {

		@Override
		public int compare(String first, String second) {
			return second.compareTo(first);
		}

	}

	/**
	 * Sorts makers by their place in memory.
	 */
	public static class Unasked implements Comparator<Object> {

		@Override
		public int compare(Object first, Object second) {
			return Integer.compare(place((Maker) first), place((Maker) second));
		}

		private static int place(Maker maker) {
			return System.identityHashCode(maker);
		}

	}

	/**
	 * An element with an association.
	 */
	@Embeddable
	public record Step(String name, @ManyToOne @Nullable Maker maker) {

	}

}
