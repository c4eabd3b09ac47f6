package io.postsave.hibernate;

import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;

import io.postsave.AttributeChange;
import io.postsave.library.values.Factory;
import io.postsave.library.values.Links;
import io.postsave.library.values.Maker;
import io.postsave.library.values.Seat;
import io.postsave.library.values.Slot;
import io.postsave.library.values.Stock;
import org.hibernate.Hibernate;
import org.hibernate.event.spi.EventSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Associations, stored and read as identifiers.
 */
class StoredAssociationsTests {

	private static final Slot.Id SLOT = new Slot.Id("north", LocalDate.of(2024, 2, 29), 3);

	private static StoredUnit unit;

	private static Map<String, @Nullable Object> loaded;

	@BeforeAll
	static void open() {
		unit = StoredUnit.of(Links.class, Maker.class, Factory.class, Slot.class, Stock.class, Seat.class);
		unit.factory().inTransaction(StoredAssociationsTests::save);
		try (EventSource session = unit.factory().open()) {
			loaded = unit.values(Links.class, session.find(Links.class, 1L));
		}
	}

	private static void save(EventSource session) {
		Links links = new Links();
		links.id = 1;
		links.maker = new Factory(7);
		links.byCode = new Maker(8);
		links.slot = new Slot();
		links.slot.id = SLOT;
		links.stock = new Stock();
		links.stock.maker = links.byCode;
		links.stock.place = "cellar";
		links.seat = new Seat();
		links.seat.id = new Seat.Id(links.byCode, 4);
		links.any = links.maker;
		session.persist(links.maker);
		session.persist(links.byCode);
		session.persist(links.slot);
		session.persist(links.stock);
		session.persist(links.seat);
		session.persist(links);
	}

	@AfterAll
	static void close() {
		unit.close();
	}

	private static @Nullable Object thereAndBack(String attribute) {
		Object value = loaded.get(attribute);
		assertThat(value).as(attribute).isNotNull();
		return unit.thereAndBack(Links.class, attribute, value);
	}

	@Test
	void associationIsReadAsTheIdentifier() {
		assertThat(thereAndBack("maker")).isEqualTo(7L);
		assertThat(thereAndBack("any")).isEqualTo(7L);
		assertThat(thereAndBack("slot")).isEqualTo(SLOT);
		assertThat(thereAndBack("stock")).isEqualTo(new Stock.Key(8, "cellar"));
	}

	@Test
	void associationByAnotherColumnIsReadAsTheIdentifierAsWell() {
		assertThat(thereAndBack("byCode")).isEqualTo(8L);
	}

	@Test
	void associationInAnIdentifierIsAReference() {
		Seat.Id id = (Seat.Id) Objects.requireNonNull(thereAndBack("seat"));
		assertThat(id.number).isEqualTo(4);
		assertThat(Hibernate.isInitialized(id.maker)).isFalse();
		assertThat(unit.factory().get().getPersistenceUnitUtil().getIdentifier(id.maker)).isEqualTo(8L);
	}

	@ParameterizedTest
	@ValueSource(strings = { "maker", "slot", "stock", "seat" })
	void unloadedEntityStaysSo(String attribute) {
		thereAndBack(attribute);
		assertThat(Hibernate.isInitialized(loaded.get(attribute))).isFalse();
	}

	@Test
	void loadedEntityIsNotAsked() {
		assertThat(unit.thereAndBack(Links.class, "maker", new Factory(9))).isEqualTo(9L);
		assertThat(unit.thereAndBack(Links.class, "any", new Maker(9))).isEqualTo(9L);
	}

	@ParameterizedTest
	@ValueSource(strings = { "maker", "byCode", "slot", "stock", "seat", "any" })
	void missingEntityIsNone(String attribute) {
		assertThat(unit.thereAndBack(Links.class, attribute, null)).isNull();
	}

	@Test
	void entityOfAnotherTypeIsNotStored() {
		assertThat(unit.thereAndBack(Links.class, Map.of("maker", new AttributeChange(null, new Slot())))).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"type\":\"java.lang.String\",\"id\":1}", "{\"type\":null,\"id\":1}", "{\"id\":1}",
			"{\"type\":{},\"id\":1}", "{\"type\":\"io.postsave.library.values.Maker\",\"id\":[]}", "7", "[]" })
	void associationToWhatIsNoEntityIsLeftOut(String stored) {
		assertThat(unit.read(Links.class, "{\"any\":[null," + stored + "]}")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "[1]", "\"one\"", "1.5", "true" })
	void identifierOfAnotherTypeIsLeftOut(String stored) {
		assertThat(unit.read(Links.class, "{\"maker\":[null," + stored + "]}")).isEmpty();
		assertThat(unit.read(Links.class, "{\"byCode\":[null," + stored + "]}")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "[1]", "\"one\"", "1.5", "{\"hall\":\"a\",\"number\":1,\"day\":7}",
			"{\"hall\":[],\"number\":1,\"day\":\"2024-02-29\"}" })
	void identifierOfOtherPartsIsLeftOut(String stored) {
		assertThat(unit.read(Links.class, "{\"slot\":[null," + stored + "]}")).isEmpty();
	}

}
