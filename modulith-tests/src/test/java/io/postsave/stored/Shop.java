package io.postsave.stored;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.Period;
import java.util.HashSet;
import java.util.Set;

import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Version;
import org.jspecify.annotations.Nullable;

/**
 * Entities of many kinds.
 */
public final class Shop {

	private Shop() {
	}

	/**
	 * How something is.
	 */
	public enum State {

		NEW, USED

	}

	/**
	 * What something costs.
	 */
	@Embeddable
	public record Price(@Column(precision = 10, scale = 2) BigDecimal amount, String currency) {

	}

	/**
	 * An entity with attributes of many types, one of which is stored as Java serializes
	 * it. Nobody is to call its getters.
	 */
	@Entity(name = "Item")
	@Inheritance(strategy = InheritanceType.JOINED)
	public static class Item {

		@Id
		long id;

		@Version
		@Nullable Integer version;

		String name = "";

		byte[] image = { 1, 2 };

		OffsetDateTime since = OffsetDateTime.parse("2024-02-29T01:02:03.123456Z");

		@Enumerated(EnumType.STRING)
		State state = State.NEW;

		@Embedded
		Price price = new Price(new BigDecimal("1.50"), "EUR");

		@ManyToOne(fetch = FetchType.LAZY)
		@Nullable Item partOf;

		@ElementCollection
		Set<String> tags = new HashSet<>(Set.of("a", "b"));

		@Nullable Period warranty;

		Item() {
		}

		Item(long id, String name) {
			this.id = id;
			this.name = name;
		}

		public String getName() {
			throw new AssertionError("The name was asked for");
		}

	}

	/**
	 * An entity of a subclass.
	 */
	@Entity(name = "Book")
	public static class Book extends Item {

		int pages = 100;

		Book() {
		}

		Book(long id, String name) {
			super(id, name);
		}

	}

	/**
	 * An entity with an embedded identifier, of a class that has no proxies.
	 */
	@Entity(name = "Place")
	public static final class Place {

		@EmbeddedId
		@Nullable Key id;

		String name = "";

		Place() {
		}

		Place(Key id) {
			this.id = id;
		}

		/**
		 * The identifier.
		 */
		@Embeddable
		public record Key(String hall, int number) {

		}

	}

	/**
	 * An entity with an identifier class.
	 */
	@Entity(name = "Stock")
	@IdClass(Stock.Key.class)
	public static class Stock {

		@Id
		@ManyToOne(fetch = FetchType.LAZY)
		@Nullable Item item;

		@Id
		String hall = "";

		int amount;

		/**
		 * The identifier.
		 */
		public record Key(long item, String hall) {

		}

	}

}
