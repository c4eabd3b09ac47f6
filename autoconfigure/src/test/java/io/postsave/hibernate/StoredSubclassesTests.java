package io.postsave.hibernate;

import java.math.BigDecimal;
import java.util.Map;

import io.postsave.AttributeChange;
import io.postsave.integration.capture.EnhancingClassLoader;
import io.postsave.library.values.Kinds;
import io.postsave.library.values.Ledger;
import io.postsave.library.values.Odds;
import org.hibernate.Hibernate;
import org.hibernate.event.spi.EventSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Changes of entities of subclasses, the enhanced ones of Hibernate's among them.
 */
class StoredSubclassesTests {

	@ParameterizedTest
	@ValueSource(classes = { Kinds.OneTableToo.class, Kinds.ManyTablesToo.class, Kinds.JoinedTablesToo.class })
	void attributesOfBothClassesAreStored(Class<?> entity) {
		Map<String, AttributeChange> changes = Map.of("common", new AttributeChange("a", "b"), "own",
				new AttributeChange(null, new BigDecimal("1.50")));
		try (StoredUnit unit = StoredUnit.of(entity.getSuperclass(), entity)) {
			assertThat(unit.thereAndBack(entity, changes)).isEqualTo(changes);
			assertThat(unit.idThereAndBack(entity, 7L)).isEqualTo(7L);
			assertThat(unit.thereAndBack(entity.getSuperclass(), changes)).containsOnlyKeys("common");
		}
	}

	@Test
	void unloadedEnhancedEntityStaysSo() throws ClassNotFoundException {
		EnhancingClassLoader classes = new EnhancingClassLoader(Ledger.class.getPackageName());
		Class<?> odds = classes.loadClass(Odds.class.getName());
		Class<?> ledger = classes.loadClass(Ledger.class.getName());
		try (StoredUnit unit = StoredUnit.of(odds, ledger); EventSource session = unit.factory().open()) {
			Object unloaded = session.getReference(odds, 7L);
			assertThat(unit.thereAndBack(odds, "others", unloaded)).isEqualTo(7L);
			assertThat(Hibernate.isInitialized(unloaded)).isFalse();
			Object reference = unit.entity(odds).reference(8L);
			assertThat(Hibernate.isInitialized(reference)).isFalse();
			assertThat(unit.thereAndBack(odds, "others", reference)).isEqualTo(8L);
		}
	}

}
