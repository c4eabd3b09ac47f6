package io.postsave.hibernate;

import java.util.ArrayList;
import java.util.List;

import io.postsave.hibernate.Museum.Artist;
import io.postsave.hibernate.Museum.Exhibit;
import io.postsave.hibernate.Museum.Place;
import io.postsave.hibernate.Museum.Visit;
import io.postsave.library.unsteady.Unsteady;
import io.postsave.library.unsteady.Unsteady.Reading;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.event.spi.EventSource;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WrittenValue} and {@link BoundArguments}.
 */
class WrittenValueTests {

	private static TestFactory factory;

	private static EventSource session;

	@BeforeAll
	static void open() {
		factory = TestFactory.of(Exhibit.class, Artist.class, Visit.class, Unsteady.Converted.class,
				Unsteady.UserTyped.class, Unsteady.Elements.class, Unsteady.Bytes.class, Restless.class);
		session = factory.open();
	}

	@AfterAll
	static void close() {
		session.close();
		factory.close();
	}

	private static Object written(Class<?> entity, String attribute, @Nullable Object value) {
		Type type = factory.persister(entity).getPropertyTypes()[factory.index(entity, attribute)];
		return WrittenValue.of(type, value, session);
	}

	@Test
	void plainValueIsWrittenAsItIs() {
		String title = "a";
		assertThat(written(Exhibit.class, "title", title)).isSameAs(title);
	}

	@Test
	void nothingEqualsNoText() {
		assertThat(written(Exhibit.class, "title", null)).isEqualTo(written(Exhibit.class, "image", null))
			.isNotEqualTo(written(Exhibit.class, "title", "null"))
			.isNotEqualTo(written(Exhibit.class, "title", "NULL"));
	}

	@Test
	void bytesAreComparedAndCopied() {
		byte[] image = { 1, 2 };
		Object written = written(Exhibit.class, "image", image);
		assertThat(written).isEqualTo(written(Exhibit.class, "image", new byte[] { 1, 2 }))
			.isNotEqualTo(written(Exhibit.class, "image", new byte[] { 1, 3 }));
		image[0] = 9;
		assertThat(written).isNotEqualTo(written(Exhibit.class, "image", image));
	}

	@Test
	void convertedValueIsWhatItIsConvertedTo() {
		Reading reading = new Reading(20);
		Object written = written(Unsteady.Converted.class, "reading", reading);
		assertThat(written).isEqualTo(written(Unsteady.Converted.class, "reading", new Reading(20)))
			.isNotEqualTo(written(Unsteady.Converted.class, "reading", new Reading(21)));
		reading.celsius = 30;
		assertThat(written).isNotEqualTo(written(Unsteady.Converted.class, "reading", reading));
	}

	@Test
	void valueThatNeverEqualsItselfIsWhatIsBoundForIt() {
		assertThat(written(Unsteady.UserTyped.class, "reading", new Reading(20)))
			.isEqualTo(written(Unsteady.UserTyped.class, "reading", new Reading(20)))
			.isNotEqualTo(written(Unsteady.UserTyped.class, "reading", new Reading(21)));
	}

	@Test
	void valueThatIsBoundInAnotherWayEachTimeEqualsItselfOnly() {
		Reading reading = new Reading(20);
		assertThat(written(Restless.class, "counted", reading)).isEqualTo(written(Restless.class, "counted", reading))
			.isNotEqualTo(written(Restless.class, "counted", new Reading(20)));
	}

	@Test
	void valueThatCannotBeBoundEqualsItselfOnly() {
		Reading reading = new Reading(20);
		assertThat(written(Restless.class, "failing", reading)).isEqualTo(written(Restless.class, "failing", reading))
			.isNotEqualTo(written(Restless.class, "failing", new Reading(20)));
	}

	@Test
	void componentIsItsPartsAndNoneIsOneWithoutContent() {
		assertThat(written(Exhibit.class, "place", new Place("1", "a")))
			.isEqualTo(written(Exhibit.class, "place", new Place("1", "a")))
			.isNotEqualTo(written(Exhibit.class, "place", new Place("1", "b")));
		assertThat(written(Exhibit.class, "place", null)).isEqualTo(written(Exhibit.class, "place", new Place()));
	}

	@Test
	void referenceIsItself() {
		Artist artist = new Artist(1, "a");
		assertThat(written(Exhibit.class, "artist", artist)).isEqualTo(written(Exhibit.class, "artist", artist))
			.isNotEqualTo(written(Exhibit.class, "artist", new Artist(1, "a")));
	}

	@Test
	void unfetchedValueIsNoOther() {
		assertThat(written(Exhibit.class, "title", EntityType.UNKNOWN))
			.isEqualTo(written(Exhibit.class, "title", EntityType.UNKNOWN))
			.isNotEqualTo(written(Exhibit.class, "title", null));
	}

	@Test
	void collectionIsItsElements() {
		List<Reading> readings = new ArrayList<>(List.of(new Reading(20)));
		Object written = written(Unsteady.Elements.class, "readings", readings);
		assertThat(written).isEqualTo(written(Unsteady.Elements.class, "readings", List.of(new Reading(20))))
			.isNotEqualTo(written(Unsteady.Elements.class, "readings", List.of(new Reading(20), new Reading(21))));
		readings.get(0).celsius = 30;
		assertThat(written).isNotEqualTo(written(Unsteady.Elements.class, "readings", readings));
	}

	@Test
	void arrayIsItsElements() {
		assertThat(written(Unsteady.Bytes.class, "words", new String[] { "a" }))
			.isEqualTo(written(Unsteady.Bytes.class, "words", new String[] { "a" }))
			.isNotEqualTo(written(Unsteady.Bytes.class, "words", new String[] { "b" }));
	}

	@Test
	void collectionThatIsNotLoadedIsItselfAndStaysUnloaded() {
		factory.inTransaction((source) -> source.persist(new Exhibit(1, "a")));
		factory.inTransaction((source) -> {
			List<String> tags = source.find(Exhibit.class, 1L).tags;
			long queries = factory.get().getStatistics().getPrepareStatementCount();
			assertThat(written(Exhibit.class, "tags", tags)).isEqualTo(new SameInstance(tags));
			assertThat(factory.get().getStatistics().getPrepareStatementCount()).isEqualTo(queries);
		});
	}

	@Entity(name = "Restless")
	static class Restless {

		@Id
		@Nullable Long id;

		@Convert(converter = CountingConverter.class)
		@Nullable Reading counted;

		@Convert(converter = FailingConverter.class)
		@Nullable Reading failing;

	}

	static class CountingConverter implements AttributeConverter<Reading, Integer> {

		private int count;

		@Override
		public Integer convertToDatabaseColumn(@Nullable Reading reading) {
			return this.count++;
		}

		@Override
		public Reading convertToEntityAttribute(@Nullable Integer count) {
			return new Reading(0);
		}

	}

	static class FailingConverter implements AttributeConverter<Reading, Integer> {

		@Override
		public Integer convertToDatabaseColumn(@Nullable Reading reading) {
			throw new IllegalStateException("Not a number");
		}

		@Override
		public Reading convertToEntityAttribute(@Nullable Integer count) {
			return new Reading(0);
		}

	}

}
