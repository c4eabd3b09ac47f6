package io.postsave.library.unsteady;

import java.io.Serializable;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import jakarta.persistence.Access;
import jakarta.persistence.AccessType;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.PostPersist;
import jakarta.persistence.PostUpdate;
import jakarta.persistence.PreUpdate;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.NaturalId;
import org.hibernate.annotations.Type;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.WrapperOptions;
import org.hibernate.type.descriptor.java.JavaType;
import org.hibernate.type.format.FormatMapper;
import org.hibernate.usertype.UserType;
import org.jspecify.annotations.Nullable;

/**
 * The entities, each with an attribute that a flush finds again and again, or that it
 * refuses or fails at when it comes by a second time.
 */
public final class Unsteady {

	private static final ThreadLocal<List<String>> calls = ThreadLocal.withInitial(ArrayList::new);

	private Unsteady() {
	}

	/**
	 * The calls of the entities' own callbacks.
	 */
	public static List<String> calls() {
		return calls.get();
	}

	/**
	 * What all of them have.
	 */
	@MappedSuperclass
	public abstract static class Named {

		private String text = "new";

		public String getText() {
			return this.text;
		}

		public void setText(String text) {
			this.text = text;
		}

	}

	/**
	 * What most of them have.
	 */
	@MappedSuperclass
	public abstract static class Numbered extends Named {

		@Id
		@GeneratedValue(strategy = GenerationType.SEQUENCE)
		private @Nullable Long id;

		public @Nullable Long getId() {
			return this.id;
		}

	}

	/**
	 * A value without {@code equals}.
	 */
	public static class Reading {

		public int celsius;

		public Reading() {
		}

		public Reading(int celsius) {
			this.celsius = celsius;
		}

	}

	@Entity(name = "JsonEntity")
	public static class Json extends Numbered {

		@JdbcTypeCode(SqlTypes.JSON)
		public Reading reading = new Reading(20);

	}

	@Entity(name = "JsonVersionedEntity")
	public static class JsonVersioned extends Numbered {

		@Version
		public int version;

		@JdbcTypeCode(SqlTypes.JSON)
		public Reading reading = new Reading(20);

	}

	@Entity(name = "JsonIdentityEntity")
	public static class JsonIdentity extends Named {

		@Id
		@GeneratedValue(strategy = GenerationType.IDENTITY)
		private @Nullable Long id;

		@JdbcTypeCode(SqlTypes.JSON)
		public Reading reading = new Reading(20);

		public @Nullable Long getId() {
			return this.id;
		}

	}

	@Entity(name = "ConvertedEntity")
	public static class Converted extends Numbered {

		@Convert(converter = ReadingConverter.class)
		public Reading reading = new Reading(20);

	}

	public static class ReadingConverter implements AttributeConverter<Reading, Integer> {

		@Override
		public @Nullable Integer convertToDatabaseColumn(@Nullable Reading reading) {
			return (reading != null) ? reading.celsius : null;
		}

		@Override
		public @Nullable Reading convertToEntityAttribute(@Nullable Integer celsius) {
			return (celsius != null) ? new Reading(celsius) : null;
		}

	}

	@Embeddable
	public static class Part {

		@Convert(converter = ReadingConverter.class)
		public Reading reading = new Reading(20);

	}

	@Entity(name = "EmbeddedEntity")
	public static class Embedded extends Numbered {

		public Part part = new Part();

	}

	@Entity(name = "GrowingEntity")
	public static class Growing extends Numbered {

		@Convert(converter = GrowingConverter.class)
		public StringBuilder notes = new StringBuilder("a");

	}

	/**
	 * Returns other content than it has written.
	 */
	public static class GrowingConverter implements AttributeConverter<StringBuilder, String> {

		@Override
		public @Nullable String convertToDatabaseColumn(@Nullable StringBuilder notes) {
			return (notes != null) ? notes.toString() : null;
		}

		@Override
		public @Nullable StringBuilder convertToEntityAttribute(@Nullable String notes) {
			return (notes != null) ? new StringBuilder(notes).append('+') : null;
		}

	}

	@Entity(name = "UserTypedEntity")
	public static class UserTyped extends Numbered {

		@Type(NeverEqual.class)
		public @Nullable Reading reading;

	}

	public static class NeverEqual implements UserType<Reading> {

		@Override
		public int getSqlType() {
			return Types.INTEGER;
		}

		@Override
		public Class<Reading> returnedClass() {
			return Reading.class;
		}

		@Override
		public boolean equals(Reading x, Reading y) {
			return false;
		}

		@Override
		public int hashCode(Reading x) {
			return Objects.hashCode(x);
		}

		@Override
		public Reading nullSafeGet(ResultSet row, int position, WrapperOptions options) throws SQLException {
			return new Reading(row.getInt(position));
		}

		@Override
		public void nullSafeSet(PreparedStatement statement, Reading value, int position, WrapperOptions options)
				throws SQLException {
			statement.setInt(position, (value != null) ? value.celsius : 0);
		}

		@Override
		public Reading deepCopy(Reading value) {
			return new Reading((value != null) ? value.celsius : 0);
		}

		@Override
		public boolean isMutable() {
			return true;
		}

		@Override
		public Serializable disassemble(Reading value) {
			return value.celsius;
		}

		@Override
		public Reading assemble(Serializable cached, Object owner) {
			return new Reading((Integer) cached);
		}

	}

	@Entity(name = "CountingEntity")
	public static class Counting extends Numbered {

		@Transient
		private int read;

		@Access(AccessType.PROPERTY)
		public int getRead() {
			return ++this.read;
		}

		public void setRead(int read) {
		}

	}

	@Entity(name = "CopyingEntity")
	public static class Copying extends Numbered {

		@Transient
		private List<String> tags = new ArrayList<>(List.of("one"));

		@ElementCollection
		@Access(AccessType.PROPERTY)
		public List<String> getTags() {
			return new ArrayList<>(this.tags);
		}

		public void setTags(List<String> tags) {
			this.tags = new ArrayList<>(tags);
		}

	}

	@Entity(name = "CallbackEntity")
	public static class Callback extends Numbered {

		public int saved;

		@PostPersist
		@PostUpdate
		void count() {
			calls.get().add("post " + getText());
			this.saved++;
		}

		@PreUpdate
		void note() {
			calls.get().add("pre " + getText());
		}

	}

	public static class SlotId implements Serializable {

		private static final long serialVersionUID = 1L;

		public @Nullable Long number;

		public @Nullable String shelf;

		@Override
		public boolean equals(@Nullable Object other) {
			return other instanceof SlotId id && Objects.equals(id.number, this.number)
					&& Objects.equals(id.shelf, this.shelf);
		}

		@Override
		public int hashCode() {
			return Objects.hash(this.number, this.shelf);
		}

	}

	@Entity(name = "SlotEntity")
	@IdClass(SlotId.class)
	public static class Slot extends Named {

		@Id
		@GeneratedValue(strategy = GenerationType.SEQUENCE)
		public @Nullable Long number;

		@Id
		public String shelf = "A";

	}

	@Embeddable
	public static class Fragile {

		public String name = "fragile";

		@Transient
		public int looks;

		@Override
		public boolean equals(@Nullable Object other) {
			return hashCode() == Objects.hashCode(other);
		}

		@Override
		public int hashCode() {
			throw new IllegalStateException("fragile");
		}

	}

	@Entity(name = "FragileEntity")
	public static class FragileOwner extends Numbered {

		@ElementCollection
		public List<Fragile> parts = new ArrayList<>(List.of(new Fragile()));

	}

	@Entity(name = "ElementsEntity")
	public static class Elements extends Numbered {

		@ElementCollection
		@Convert(converter = ReadingConverter.class)
		public List<Reading> readings = new ArrayList<>(List.of(new Reading(20)));

	}

	@Entity(name = "VersionedElementsEntity")
	public static class VersionedElements extends Numbered {

		@Version
		public int version;

		@ElementCollection
		public List<Part> parts = new ArrayList<>(List.of(new Part()));

		@OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
		public List<Converted> others = new ArrayList<>(List.of(new Converted()));

	}

	@Entity(name = "PlainEntity")
	public static class Plain extends Numbered {

		@ElementCollection
		public List<String> tags = new ArrayList<>(List.of("one"));

		@OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
		public List<Plain> others = new ArrayList<>();

	}

	@Entity(name = "NaturalEntity")
	public static class Natural extends Numbered {

		@NaturalId(mutable = true)
		@Column(name = "natural_reading")
		@Convert(converter = ReadingConverter.class)
		public Reading reading = new Reading(7);

	}

	@Entity(name = "BytesEntity")
	public static class Bytes extends Numbered {

		public byte[] bytes = { 1, 2 };

		@ElementCollection
		@OrderColumn
		@Column(name = "word")
		public String[] words = { "one" };

	}

	/**
	 * Writes readings as their number.
	 */
	public static class ReadingFormat implements FormatMapper {

		@Override
		@SuppressWarnings("unchecked")
		public <T> T fromString(CharSequence text, JavaType<T> type, WrapperOptions options) {
			return (T) new Reading(Integer.parseInt(text.toString()));
		}

		@Override
		public <T> String toString(T value, JavaType<T> type, WrapperOptions options) {
			return String.valueOf(((Reading) value).celsius);
		}

	}

}
