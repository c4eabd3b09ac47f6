package io.postsave.hibernate;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

import io.postsave.AttributeChange;
import org.hibernate.event.spi.EventSource;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A unit whose entities are stored as JSON and read again, without a statement.
 */
final class StoredUnit implements AutoCloseable {

	private static final TypeReference<Map<String, @Nullable Object>> OBJECT = new TypeReference<>() {
	};

	private final JsonMapper json = JsonMapper.builder()
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
		.build();

	private final TestFactory factory;

	private final EntityTypes types;

	private StoredUnit(TestFactory factory) {
		this.factory = factory;
		this.types = new EntityTypes(factory.get(), (type) -> true);
	}

	static StoredUnit of(Class<?>... entities) {
		return of(Map.of(), entities);
	}

	/**
	 * Creates a unit, in which names of attributes may be words of SQL.
	 */
	static StoredUnit of(Map<String, Object> settings, Class<?>... entities) {
		Map<String, Object> all = new HashMap<>(settings);
		all.put("hibernate.globally_quoted_identifiers", "true");
		all.put("hibernate.type.wrapper_array_handling", "legacy");
		return new StoredUnit(TestFactory.of(all, entities));
	}

	TestFactory factory() {
		return this.factory;
	}

	StoredEntity entity(Class<?> entity) {
		return Objects.requireNonNull(this.types.stored(entity.getName()));
	}

	/**
	 * Return a value of an attribute after it has been stored and read.
	 */
	@Nullable Object thereAndBack(Class<?> entity, String attribute, @Nullable Object value) {
		Map<String, AttributeChange> changes = thereAndBack(entity,
				Map.of(attribute, new AttributeChange(null, value)));
		assertThat(changes).containsOnlyKeys(attribute);
		AttributeChange change = Objects.requireNonNull(changes.get(attribute));
		assertThat(change.oldValue()).isNull();
		return change.newValue();
	}

	Map<String, AttributeChange> thereAndBack(Class<?> entity, Map<String, AttributeChange> changes) {
		return withoutStatements(() -> entity(entity).readChanges(json(entity(entity).writeChanges(changes))));
	}

	Object idThereAndBack(Class<?> entity, Object id) {
		return withoutStatements(() -> entity(entity).readId(value(entity(entity).writeId(id))));
	}

	@Nullable Object versionThereAndBack(Class<?> entity, Object version) {
		return entity(entity).readVersion(value(entity(entity).writeVersion(version)));
	}

	/**
	 * Return the changes that are stored as some JSON.
	 */
	Map<String, AttributeChange> read(Class<?> entity, String json) {
		return withoutStatements(() -> entity(entity).readChanges(this.json.readValue(json, OBJECT)));
	}

	private <T> T withoutStatements(Supplier<T> work) {
		long before = statements();
		T result = work.get();
		assertThat(statements()).as("executed statements").isEqualTo(before);
		return result;
	}

	private long statements() {
		return this.factory.get().getStatistics().getPrepareStatementCount();
	}

	private @Nullable Object value(@Nullable Object plain) {
		Map<String, @Nullable Object> object = new LinkedHashMap<>();
		object.put("value", plain);
		return json(object).get("value");
	}

	private Map<String, @Nullable Object> json(Map<String, ?> plain) {
		return this.json.readValue(this.json.writeValueAsString(plain), OBJECT);
	}

	/**
	 * Saves an entity and returns the values that its row is loaded with.
	 */
	Map<String, @Nullable Object> saved(Class<?> entity, Object id, Object instance) {
		this.factory.inTransaction((session) -> session.persist(instance));
		try (EventSource session = this.factory.open()) {
			return values(entity, session.find(entity, id));
		}
	}

	/**
	 * Return the state of an entity by the names of its attributes.
	 */
	Map<String, @Nullable Object> values(Class<?> entity, Object instance) {
		EntityPersister persister = this.factory.persister(entity);
		@Nullable Object[] state = persister.getValues(instance);
		Map<String, @Nullable Object> values = new LinkedHashMap<>();
		for (int i = 0; i < state.length; i++) {
			values.put(persister.getPropertyNames()[i], state[i]);
		}
		return values;
	}

	@Override
	public void close() {
		this.factory.close();
	}

}
