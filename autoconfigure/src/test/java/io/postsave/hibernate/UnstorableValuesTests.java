package io.postsave.hibernate;

import java.lang.reflect.Proxy;
import java.sql.Blob;
import java.sql.Clob;
import java.time.Period;
import java.util.LinkedHashMap;
import java.util.Map;

import io.postsave.AttributeChange;
import io.postsave.library.values.Ledger;
import io.postsave.library.values.Odds;
import io.postsave.library.values.Point;
import io.postsave.library.values.Versions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Values that have no form in which they could be stored: they are left out.
 */
@ExtendWith(OutputCaptureExtension.class)
class UnstorableValuesTests {

	private static Map<String, AttributeChange> changes() {
		Map<String, AttributeChange> changes = new LinkedHashMap<>();
		changes.put("serialized", new AttributeChange(null, Period.ofDays(1)));
		changes.put("type", new AttributeChange(String.class, Integer.class));
		changes.put("blob", new AttributeChange(null, unread(Blob.class)));
		changes.put("clob", new AttributeChange(unread(Clob.class), null));
		changes.put("point", new AttributeChange(null, new Point(1, 2)));
		changes.put("text", new AttributeChange("a", "b"));
		return changes;
	}

	private static Object unread(Class<?> type) {
		return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, (proxy, method, arguments) -> {
			throw new AssertionError("It was read");
		});
	}

	@Test
	void theyAreLeftOutWithOneWarningEach(CapturedOutput output) {
		try (StoredUnit unit = StoredUnit.of(Odds.class, Ledger.class)) {
			for (int i = 0; i < 3; i++) {
				assertThat(unit.thereAndBack(Odds.class, changes()))
					.containsOnly(Map.entry("text", new AttributeChange("a", "b")));
			}
		}
		for (String name : changes().keySet()) {
			if (!name.equals("text")) {
				assertThat(output).containsOnlyOnce("Changes of '" + name + "' of " + Odds.class.getName());
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "serialized", "type", "blob", "clob", "point" })
	void whatIsStoredInTheirPlaceIsLeftOut(String attribute) {
		try (StoredUnit unit = StoredUnit.of(Odds.class, Ledger.class)) {
			for (String stored : new String[] { "\"java.lang.String\"", "\"rO0ABXA=\"", "[1]", "{}" }) {
				assertThat(unit.read(Odds.class, "{\"" + attribute + "\":[null," + stored + "]}")).isEmpty();
			}
		}
	}

	@Test
	void entityThatHasMethodsIsAskedForItsIdentifierAlone() {
		Ledger ledger = new Ledger();
		ledger.setNumber(7);
		try (StoredUnit unit = StoredUnit.of(Odds.class, Ledger.class)) {
			assertThat(unit.thereAndBack(Odds.class, "ledger", ledger)).isEqualTo(7L);
			assertThat(unit.thereAndBack(Odds.class, "ledger", unit.entity(Ledger.class).reference(8L))).isEqualTo(8L);
		}
	}

	@Test
	void versionIsLeftOutAsWell(CapturedOutput output) {
		try (StoredUnit unit = StoredUnit.of(Versions.OfPoints.class)) {
			assertThat(unit.versionThereAndBack(Versions.OfPoints.class, new Point(1, 0))).isNull();
			assertThat(unit.versionThereAndBack(Versions.OfPoints.class, new Point(2, 0))).isNull();
		}
		assertThat(output).containsOnlyOnce("'version' of " + Versions.OfPoints.class.getName());
	}

}
