package io.postsave.hibernate;

import java.util.Map;

import io.postsave.hibernate.Museum.Artist;
import io.postsave.hibernate.Museum.Exhibit;
import io.postsave.hibernate.Museum.Seat;
import io.postsave.hibernate.Museum.Visit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AttributeRoles}.
 */
class AttributeRolesTests {

	private static TestFactory factory;

	@BeforeAll
	static void open() {
		factory = TestFactory.of(Exhibit.class, Artist.class, Visit.class, Seat.class);
	}

	@AfterAll
	static void close() {
		factory.close();
	}

	private static AttributeRoles of(Class<?> entity) {
		return AttributeRoles.of(factory.get().getJpaMetamodel().entity(entity), factory.persister(entity));
	}

	@Test
	void eachAttributeHasARole() {
		assertThat(of(Exhibit.class).roles())
			.containsExactlyInAnyOrderEntriesOf(Map.ofEntries(Map.entry("id", AttributeRole.IDENTIFIER),
					Map.entry("version", AttributeRole.VERSION), Map.entry("visits", AttributeRole.INVERSE_COLLECTION),
					Map.entry("artist", AttributeRole.CHANGEABLE), Map.entry("image", AttributeRole.CHANGEABLE),
					Map.entry("inventory", AttributeRole.CHANGEABLE), Map.entry("label", AttributeRole.CHANGEABLE),
					Map.entry("place", AttributeRole.CHANGEABLE), Map.entry("price", AttributeRole.CHANGEABLE),
					Map.entry("tags", AttributeRole.CHANGEABLE), Map.entry("title", AttributeRole.CHANGEABLE)));
	}

	@Test
	void eachPartOfAnIdentifierClassIsIdentifier() {
		assertThat(of(Seat.class).roles()).isEqualTo(Map.of("row", AttributeRole.IDENTIFIER, "number",
				AttributeRole.IDENTIFIER, "title", AttributeRole.CHANGEABLE));
	}

	@Test
	void onlyWhatIsThereAndMayChangeIsChangeable() {
		AttributeRoles roles = of(Exhibit.class);
		assertThat(roles.isChangeable("title")).isTrue();
		assertThat(roles.isChangeable("version")).isFalse();
		assertThat(roles.isChangeable("floor")).isFalse();
		assertThat(roles.contains("version")).isTrue();
		assertThat(roles.contains("floor")).isFalse();
	}

	@Test
	void refusalSaysWhatAnAttributeIsThereFor() {
		assertThat(of(Exhibit.class).refusal("visits", "Exhibit", "museum"))
			.startsWith("'visits' is an inverse collection of Exhibit in persistence unit 'museum'. ")
			.endsWith("listen to the saves of those entities.");
	}

	@Test
	void attributesThatCanChangeAreListedInTheirOrder() {
		assertThat(of(Exhibit.class).changeable()).containsExactly("artist", "image", "inventory", "label", "place",
				"price", "tags", "title");
		assertThat(of(Seat.class).changeable()).containsExactly("title");
	}

	@Test
	void reasonSaysWhatAnAttributeIsThereFor() {
		assertThat(of(Exhibit.class).reason("version", "Exhibit", "museum")).startsWith(
				"'version' is the version of Exhibit in persistence unit 'museum'. Versions go with every write");
		assertThat(of(Seat.class).reason("number", "Seat", "museum"))
			.startsWith("'number' is the identifier or a part of it of Seat in persistence unit 'museum'. ");
	}

	@Test
	void reasonAgainstAPathNamesTheAttributeThatItLeadsInto() {
		assertThat(of(Exhibit.class).reason("place.floor", "Exhibit", "museum")).isEqualTo(
				"'place.floor' is a path into an attribute of Exhibit in persistence unit 'museum'. Attributes are "
						+ "compared as a whole: name 'place', or listen to the other entity if the path leads to one.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "colour", "", ".", ".place", "colour.red", "visits.remark" })
	void thereIsNoReasonAgainstWhatTheEntityDoesNotHave(String name) {
		assertThat(of(Exhibit.class).reason(name, "Exhibit", "museum")).isNull();
	}

	@Test
	void refusalOfWhatNobodyHasListsTheAttributesInTheirOrder() {
		assertThat(of(Seat.class).refusal("colour", "Seat", "museum"))
			.isEqualTo("'colour' is no attribute of Seat, nor of any other entity of persistence unit 'museum'. "
					+ "Its attributes are: number, row, title");
	}

}
