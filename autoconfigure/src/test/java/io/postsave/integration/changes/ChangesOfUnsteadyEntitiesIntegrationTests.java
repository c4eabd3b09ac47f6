package io.postsave.integration.changes;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.postsave.bookshop.Script;
import io.postsave.integration.support.Desk;
import io.postsave.integration.support.Told;
import io.postsave.library.unsteady.Unsteady;
import io.postsave.library.unsteady.Unsteady.Named;
import io.postsave.library.unsteady.Unsteady.Reading;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionDefinition;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that what a listener does change of entities of which a flush finds something
 * anyway is written and told, and nothing else with it.
 */
class ChangesOfUnsteadyEntitiesIntegrationTests {

	private static Desk desk;

	private int toldBefore;

	@BeforeAll
	static void open() {
		desk = Desk.open(Application.class,
				"spring.jpa.properties.hibernate.type.json_format_mapper=" + Unsteady.ReadingFormat.class.getName());
	}

	@AfterAll
	static void close() {
		desk.close();
	}

	@BeforeEach
	void reset() {
		script().reset();
		desk.elsewhere("set referential_integrity false");
		desk.bean(JdbcClient.class)
			.sql("select table_name from information_schema.tables where table_schema = 'PUBLIC'")
			.query(String.class)
			.list()
			.forEach((table) -> desk.elsewhere("delete from " + table));
	}

	private static Script script() {
		return desk.bean(Script.class);
	}

	@ParameterizedTest
	@MethodSource
	void changeIsWrittenAndTold(Change<?> change, Told told) {
		save(change, told);
		assertThat(desk.bean(JdbcClient.class).sql(change.query()).query().singleValue())
			.hasToString(change.expected());
		assertThat(script().lines().get(this.toldBefore)).startsWith("~");
		assertThat(script().lines()).hasSize(this.toldBefore + 1);
	}

	static Stream<Arguments> changeIsWrittenAndTold() {
		Stream<Change<?>> changes = Stream.of(
				new Change<>("JSON in place", Unsteady.Json::new, (json) -> json.reading.celsius = 30,
						"select cast(reading as varchar) from json_entity", "30"),
				new Change<>("another JSON", Unsteady.Json::new, (json) -> json.reading = new Reading(30),
						"select cast(reading as varchar) from json_entity", "30"),
				new Change<>("versioned JSON in place", Unsteady.JsonVersioned::new,
						(json) -> json.reading.celsius = 30,
						"select cast(reading as varchar) from json_versioned_entity", "30"),
				new Change<>("JSON of an identity", Unsteady.JsonIdentity::new, (json) -> json.reading.celsius = 30,
						"select cast(reading as varchar) from json_identity_entity", "30"),
				new Change<>("converted in place", Unsteady.Converted::new,
						(converted) -> converted.reading.celsius = 30, "select reading from converted_entity", "30"),
				new Change<>("beside a converted one", Unsteady.Converted::new,
						(converted) -> converted.setText("by the listener"), "select text from converted_entity",
						"by the listener"),
				new Change<>("embedded in place", Unsteady.Embedded::new,
						(embedded) -> embedded.part.reading.celsius = 30, "select reading from embedded_entity", "30"),
				new Change<>("growing in place", Unsteady.Growing::new, (growing) -> growing.notes.append("b"),
						"select right(notes, 1) from growing_entity where notes like '%b%'", "b"),
				new Change<>("natural identifier", Unsteady.Natural::new,
						(natural) -> natural.reading = new Reading(30), "select natural_reading from natural_entity",
						"30"),
				new Change<>("bytes in place", Unsteady.Bytes::new, (bytes) -> bytes.bytes[0] = 9,
						"select rawtohex(bytes) from bytes_entity", "0902"),
				new Change<>("beside what a callback changes", Unsteady.Callback::new,
						(callback) -> callback.setText("by the listener"), "select text from callback_entity",
						"by the listener"));
		return changes.flatMap((change) -> Stream.of(Told.values()).map((told) -> Arguments.of(change, told)));
	}

	@Test
	void changeOfAnEntityThatTheListenerHasPersistedIsToldToo() {
		script().onCreated(Unsteady.Json.class, (json) -> {
			Unsteady.Plain plain = new Unsteady.Plain();
			desk.entityManager().persist(plain);
			plain.setText("by the listener");
		});
		persistJson();
		assertThat(script().lines()).containsExactly("+Json", "~Json", "+Plain", "~Plain");
	}

	@Test
	void changeOfAnEntityThatAnIdentityInsertBroughtForwardIsToldToo() {
		script().onCreated(Unsteady.Json.class, (json) -> {
			Unsteady.Plain plain = new Unsteady.Plain();
			desk.entityManager().persist(plain);
			plain.setText("by the listener");
			Unsteady.JsonIdentity identity = new Unsteady.JsonIdentity();
			desk.entityManager().persist(identity);
			identity.setText("by the listener");
		});
		persistJson();
		assertThat(script().lines()).containsExactlyInAnyOrder("+Json", "~Json", "+Plain", "+JsonIdentity", "~Plain",
				"~JsonIdentity");
	}

	/**
	 * Hibernate itself updates a row with JSON in the flush that inserts it.
	 */
	private static void persistJson() {
		desk.transaction(TransactionDefinition.PROPAGATION_REQUIRED)
			.executeWithoutResult((status) -> desk.entityManager().persist(new Unsteady.Json()));
	}

	@ParameterizedTest
	@MethodSource
	void changeOfACollectionIsWritten(Change<?> change, Told told) {
		save(change, told);
		assertThat(desk.bean(JdbcClient.class).sql(change.query()).query().singleValue())
			.hasToString(change.expected());
	}

	static Stream<Arguments> changeOfACollectionIsWritten() {
		Stream<Change<?>> changes = Stream.of(
				new Change<>("element in place", Unsteady.Elements::new,
						(elements) -> elements.readings.get(0).celsius = 30,
						"select readings from elements_entity_readings", "30"),
				new Change<>("added element", Unsteady.Elements::new,
						(elements) -> elements.readings.add(new Reading(30)),
						"select max(readings) from elements_entity_readings", "30"),
				new Change<>("replaced collection", Unsteady.Elements::new,
						(elements) -> elements.readings = new ArrayList<>(List.of(new Reading(30))),
						"select readings from elements_entity_readings", "30"),
				new Change<>("copied collection", Unsteady.Copying::new,
						(copying) -> copying.setTags(List.of("by the listener")),
						"select tags from copying_entity_tags", "by the listener"),
				new Change<>("array in place", Unsteady.Bytes::new, (bytes) -> bytes.words[0] = "two",
						"select word from bytes_entity_words", "two"),
				new Change<>("embeddable in a collection", Unsteady.VersionedElements::new,
						(owner) -> owner.parts.get(0).reading.celsius = 30,
						"select reading from versioned_elements_entity_parts", "30"),
				new Change<>("cascaded new entity", Unsteady.Plain::new,
						(plain) -> plain.others.add(new Unsteady.Plain()), "select count(*) from plain_entity", "2"),
				new Change<>("beside a fragile collection", Unsteady.Plain::new,
						(plain) -> plain.setText("by the listener"), "select text from plain_entity",
						"by the listener"));
		return changes.flatMap((change) -> Stream.of(Told.values()).map((told) -> Arguments.of(change, told)));
	}

	@ParameterizedTest
	@EnumSource(names = "CREATED.*", mode = EnumSource.Mode.MATCH_ANY)
	void rowsThatAFlushWritesAnywayAreNotToldAgain(Told told) {
		List<Supplier<Named>> entities = List.of(Unsteady.Json::new, Unsteady.JsonVersioned::new,
				Unsteady.JsonIdentity::new, Unsteady.Converted::new, Unsteady.Embedded::new, Unsteady.Growing::new,
				Unsteady.UserTyped::new, Unsteady.Counting::new, Unsteady.Callback::new, Unsteady.Slot::new,
				Unsteady.Elements::new, Unsteady.Natural::new);
		script().onCreated(Unsteady.Json.class, (json) -> desk.entityManager().persist(new Unsteady.Plain()));
		inTransaction((entityManager) -> {
			entities.forEach((entity) -> entityManager.persist(entity.get()));
			if (told.isFlushed()) {
				entityManager.flush();
				entityManager.clear();
			}
		});
		List<String> lines = script().lines();
		assertThat(lines.subList(lines.indexOf("+Plain"), lines.size())).containsExactly("+Plain");
		assertThat(lines).filteredOn((line) -> line.startsWith("+")).hasSize(entities.size() + 1);
	}

	/**
	 * Has the listener change something when all that the caller's own flush has written
	 * has been told, which may be an insert and an update.
	 */
	private <T extends Named> void save(Change<T> change, Told told) {
		T entity = change.entity().get();
		@SuppressWarnings("unchecked")
		Class<T> type = (Class<T>) entity.getClass();
		if (!told.isCreated()) {
			inTransaction((entityManager) -> entityManager.persist(entity));
		}
		script().reset();
		boolean[] done = new boolean[1];
		Consumer<T> once = (saved) -> {
			if (!done[0]) {
				done[0] = true;
				change.change().accept(saved);
				this.toldBefore = toldByTheCaller(type, told);
			}
		};
		script().onCreated(type, once);
		script().onUpdated(type, once);
		inTransaction((entityManager) -> {
			if (told.isCreated()) {
				entityManager.persist(entity);
			}
			else {
				Object id = desk.entityManagerFactory().getPersistenceUnitUtil().getIdentifier(entity);
				entityManager.find(type, id).setText("touched");
			}
			if (told.isFlushed()) {
				entityManager.flush();
				entityManager.clear();
			}
		});
		assertThat(done[0]).isTrue();
	}

	private static int toldByTheCaller(Class<?> type, Told told) {
		boolean writtenTwice = type != Unsteady.Callback.class && type != Unsteady.Bytes.class;
		return (told.isCreated() && writtenTwice) ? 2 : 1;
	}

	private static void inTransaction(Consumer<EntityManager> work) {
		desk.transaction(TransactionDefinition.PROPAGATION_REQUIRED)
			.executeWithoutResult((status) -> work.accept(desk.entityManager()));
	}

	/**
	 * What a listener does, and what is in the database then.
	 */
	record Change<T extends Named>(String name, Supplier<T> entity, Consumer<T> change, String query, String expected) {

		@Override
		public String toString() {
			return this.name;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EntityScan(basePackageClasses = Unsteady.class)
	static class Application {

		@Bean
		Script script() {
			return new Script();
		}

	}

}
