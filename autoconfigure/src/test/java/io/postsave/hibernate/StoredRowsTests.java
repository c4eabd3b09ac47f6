package io.postsave.hibernate;

import java.io.IOException;
import java.util.Map;

import io.postsave.hibernate.Samples.Sample;
import io.postsave.library.values.LegacyTimes;
import io.postsave.library.values.Lists;
import io.postsave.library.values.Numbered;
import io.postsave.library.values.Numbers;
import io.postsave.library.values.Texts;
import io.postsave.library.values.Times;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Values as they are loaded from rows, stored and read.
 */
class StoredRowsTests {

	private static final Class<?>[] ENTITIES = { Times.class, LegacyTimes.class, Numbers.class, Texts.class,
			Lists.class };

	@Test
	void valuesOfRowsAreReadAsTheyWere() throws ReflectiveOperationException {
		try (StoredUnit unit = StoredUnit.of(ENTITIES)) {
			check(unit);
		}
	}

	@Test
	void valuesOfRowsInPostgresAreReadAsTheyWere() throws ReflectiveOperationException, IOException {
		try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
				StoredUnit unit = StoredUnit.of(
						Map.of("jakarta.persistence.jdbc.url", postgres.getJdbcUrl("postgres", "postgres")),
						ENTITIES)) {
			check(unit);
		}
	}

	private void check(StoredUnit unit) throws ReflectiveOperationException {
		for (Class<?> entity : ENTITIES) {
			for (int row = 0; row < 2; row++) {
				check(unit, entity, unit.saved(entity, (long) row, numbered(entity, row)));
			}
		}
	}

	private void check(StoredUnit unit, Class<?> entity, Map<String, @Nullable Object> loaded) {
		for (Sample sample : Samples.of(entity)) {
			Object value = loaded.get(sample.attribute());
			assertThat(value).as(sample.attribute()).isNotNull();
			assertThat(unit.thereAndBack(entity, sample.attribute(), value)).as(sample.attribute()).isEqualTo(value);
		}
	}

	private static Numbered numbered(Class<?> entity, int row) throws ReflectiveOperationException {
		Numbered instance = (Numbered) entity.getConstructor().newInstance();
		instance.id = row;
		for (Sample sample : Samples.of(entity)) {
			entity.getField(sample.attribute()).set(instance, sample.kept(row));
		}
		return instance;
	}

}
