package io.postsave.hibernate;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderColumn;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.SortNatural;
import org.jspecify.annotations.Nullable;

/**
 * An entity that owns collections of every kind.
 */
@Entity
class Gallery {

	@Id
	@Nullable Long id;

	@Nullable String name;

	@ElementCollection
	@Nullable Set<String> set = new HashSet<>(Set.of("a", "b"));

	@ElementCollection
	@Nullable Collection<String> bag = new ArrayList<>(List.of("a", "b"));

	@ElementCollection
	@OrderColumn
	@Nullable List<String> list = new ArrayList<>(List.of("a", "b"));

	@ElementCollection
	@Nullable Map<String, String> map = new HashMap<>(Map.of("k", "a"));

	@ElementCollection
	@SortNatural
	@Nullable SortedSet<String> sortedSet = new TreeSet<>(Set.of("b", "a"));

	@ElementCollection
	@SortNatural
	@Nullable SortedMap<String, String> sortedMap = new TreeMap<>(Map.of("l", "b", "k", "a"));

	@ElementCollection
	@OrderColumn
	String @Nullable [] array = { "a", "b" };

	@ElementCollection
	@Immutable
	@SortNatural
	@Nullable SortedSet<String> sealed = new TreeSet<>(Set.of("b", "a"));

	@ElementCollection
	List<BigDecimal> prices = new ArrayList<>(List.of(new BigDecimal("1.00"), new BigDecimal("2.00")));

	@ElementCollection
	List<Frame> frames = new ArrayList<>(List.of(new Frame("a"), new Frame("b")));

	@Nullable Wing wing = new Wing("north", new HashSet<>(Set.of("a")));

	@OneToMany(mappedBy = "gallery")
	List<Guest> guests = new ArrayList<>();

	Gallery() {
	}

	Gallery(long id) {
		this.id = id;
	}

	@Embeddable
	record Wing(@Column(name = "wing_title") @Nullable String title, @ElementCollection @Nullable Set<String> rooms) {
	}

	/**
	 * Equals every other one.
	 */
	@Embeddable
	static class Frame {

		@Nullable String text;

		Frame() {
		}

		Frame(String text) {
			this.text = text;
		}

		@Override
		public boolean equals(@Nullable Object other) {
			return other instanceof Frame;
		}

		@Override
		public int hashCode() {
			return 1;
		}

	}

	@Entity(name = "Guest")
	static class Guest {

		@Id
		@Nullable Long id;

		@ManyToOne
		@Nullable Gallery gallery;

	}

}
