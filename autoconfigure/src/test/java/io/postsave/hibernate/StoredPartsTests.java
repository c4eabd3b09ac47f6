package io.postsave.hibernate;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.postsave.library.values.Maker;
import io.postsave.library.values.Parts;
import io.postsave.library.values.Parts.Box;
import io.postsave.library.values.Parts.Discount;
import io.postsave.library.values.Parts.Label;
import io.postsave.library.values.Parts.Origin;
import io.postsave.library.values.Parts.Packing;
import io.postsave.library.values.Parts.Price;
import io.postsave.library.values.Parts.Size;
import io.postsave.library.values.Shade;
import org.hibernate.Hibernate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Embedded values, stored and read.
 */
class StoredPartsTests {

	private static StoredUnit unit;

	@BeforeAll
	static void open() {
		unit = StoredUnit.of(Parts.class, Packing.class, Box.class, Maker.class);
	}

	@AfterAll
	static void close() {
		unit.close();
	}

	private static @Nullable Object thereAndBack(String attribute, @Nullable Object value) {
		return unit.thereAndBack(Parts.class, attribute, value);
	}

	@Test
	void recordIsReadAsItWas() {
		assertThat(thereAndBack("size", new Size(1, 2))).isEqualTo(new Size(1, 2));
		assertThat(thereAndBack("size", new Size(1, null))).isEqualTo(new Size(1, null));
		assertThat(thereAndBack("size", null)).isNull();
	}

	@Test
	void recordThatIsStoredAsJsonIsReadAsItWas() {
		Label label = new Label("red", new BigDecimal("1.50"));
		assertThat(thereAndBack("asJson", label)).isEqualTo(label);
	}

	@Test
	void nestedRecordIsReadAsItWas() {
		for (Price price : List.of(new Price(new BigDecimal("1.50"), new Discount("old", Shade.DARK)),
				new Price(BigDecimal.ZERO, null), new Price(null, new Discount(null, null)))) {
			assertThat(thereAndBack("price", price)).isEqualTo(price);
		}
	}

	@Test
	void associationInAnEmbeddedValueBecomesAReference() {
		Origin origin = read(new Origin(new Maker(5), "ever", List.of("a", "b")));
		assertThat(origin.since()).isEqualTo("ever");
		assertThat(origin.hands).containsExactly("a", "b");
		assertThat(Hibernate.isInitialized(origin.maker)).isFalse();
		assertThat(unit.factory().get().getPersistenceUnitUtil().getIdentifier(origin.maker)).isEqualTo(5L);
	}

	private static Origin read(Object value) {
		return (Origin) Objects.requireNonNull(thereAndBack("origin", value));
	}

	@Test
	void valueOfASubclassIsReadAsThat() {
		Packing plain = new Packing();
		plain.color = "red";
		Box box = new Box();
		box.color = "blue";
		box.edges = 12;
		assertThat(thereAndBack("packing", plain)).isEqualTo(plain);
		assertThat(thereAndBack("packing", box)).isEqualTo(box);
		assertThat(thereAndBack("packing", new Box())).isEqualTo(new Box());
		assertThat(thereAndBack("packing", null)).isNull();
	}

	@Test
	void valuesOfRowsAreReadAsTheyWere() {
		Maker maker = new Maker(6);
		unit.factory().inTransaction((session) -> session.persist(maker));
		Parts parts = new Parts();
		parts.id = 1;
		parts.size = new Size(1, 2);
		parts.price = new Price(new BigDecimal("1.50"), new Discount("old", Shade.DARK));
		parts.origin = new Origin(maker, "ever", List.of("a"));
		parts.packing = new Box();
		parts.packing.color = "blue";
		Map<String, @Nullable Object> loaded = unit.saved(Parts.class, 1L, parts);
		for (String attribute : List.of("size", "price", "packing")) {
			assertThat(thereAndBack(attribute, loaded.get(attribute))).isNotNull().isEqualTo(loaded.get(attribute));
		}
		Origin origin = (Origin) Objects.requireNonNull(loaded.get("origin"));
		assertThat(read(origin).hands).as("unloaded").isNull();
		assertThat(Hibernate.isInitialized(origin.hands)).isFalse();
		assertThat(Hibernate.isInitialized(origin.maker)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "[]", "\"a\"", "1", "{\"width\":null}", "{}", "{\"width\":\"one\"}", "{\"width\":{}}",
			"{\"width\":1.5}", "{\"width\":1e1000000000}" })
	void whatMakesNoRecordIsLeftOut(String stored) {
		assertThat(unit.read(Parts.class, "{\"size\":[" + stored + ",null]}")).isEmpty();
	}

	@Test
	void partsThatAreNotThereAnyMoreAreLeftOut() {
		assertThat(unit.read(Parts.class, "{\"size\":[{\"width\":1,\"depth\":[{}]},null]}").get("size"))
			.satisfies((change) -> assertThat(change.oldValue()).isEqualTo(new Size(1, null)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"@type\":\"java.lang.String\"}", "{\"@type\":null}", "{\"@type\":{}}",
			"{\"@type\":\"box\",\"edges\":\"many\"}", "{\"@type\":\"io.postsave.library.values.Parts$Box\"}" })
	void valueOfAnUnknownClassIsLeftOut(String stored) {
		assertThat(unit.read(Parts.class, "{\"packing\":[" + stored + ",null]}")).isEmpty();
	}

}
