package io.postsave.library.values;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import jakarta.persistence.Column;
import jakarta.persistence.DiscriminatorColumn;
import jakarta.persistence.DiscriminatorValue;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.ManyToOne;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * An entity that is made of embedded values.
 */
@Entity
public class Parts extends Numbered {

	@Embedded
	public @Nullable Size size;

	@Embedded
	public @Nullable Price price;

	@Embedded
	public @Nullable Origin origin;

	@Embedded
	public @Nullable Packing packing;

	@JdbcTypeCode(SqlTypes.JSON)
	public @Nullable Label asJson;

	/**
	 * A record.
	 */
	@Embeddable
	public record Size(int width, @Nullable Integer height) {

	}

	/**
	 * A record with another one in it.
	 */
	@Embeddable
	public record Price(@Nullable BigDecimal amount, @Nullable Discount discount) {

	}

	/**
	 * A record that is stored as JSON.
	 */
	@Embeddable
	public record Label(@Nullable String text, @Nullable BigDecimal weight) {

	}

	/**
	 * The record in another one.
	 */
	@Embeddable
	public record Discount(@Nullable String reason, @Nullable Shade shade) {

	}

	/**
	 * A class with an association and a collection, whose getters nobody is to call.
	 */
	@Embeddable
	public static class Origin {

		@ManyToOne(fetch = FetchType.LAZY)
		public @Nullable Maker maker;

		@ElementCollection
		@Column(name = "hand")
		public @Nullable List<String> hands = new ArrayList<>();

		@Nullable String since;

		public Origin() {
		}

		public Origin(Maker maker, String since, List<String> hands) {
			this.maker = maker;
			this.since = since;
			this.hands = hands;
		}

		public String getSince() {
			throw new AssertionError("The date was asked for");
		}

		public @Nullable String since() {
			return this.since;
		}

	}

	/**
	 * A class that has subclasses.
	 */
	@Embeddable
	@DiscriminatorColumn(name = "packing_type")
	@DiscriminatorValue("plain")
	public static class Packing {

		@Column(name = "packing_color")
		public @Nullable String color;

		@Override
		public boolean equals(@Nullable Object other) {
			return other != null && other.getClass() == getClass()
					&& Objects.equals(((Packing) other).color, this.color);
		}

		@Override
		public int hashCode() {
			return Objects.hashCode(this.color);
		}

	}

	/**
	 * A subclass.
	 */
	@Embeddable
	@DiscriminatorValue("box")
	public static class Box extends Packing {

		@Column(name = "packing_edges")
		public @Nullable Integer edges;

		@Override
		public boolean equals(@Nullable Object other) {
			return super.equals(other) && Objects.equals(((Box) Objects.requireNonNull(other)).edges, this.edges);
		}

		@Override
		public int hashCode() {
			return super.hashCode();
		}

	}

}
