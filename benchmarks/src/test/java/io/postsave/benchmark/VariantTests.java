package io.postsave.benchmark;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link Variant}: a figure means something only if rows are written and
 * listeners are called.
 */
class VariantTests {

	@ParameterizedTest
	@EnumSource
	void listenersAreToldOfEverySave(Variant variant) {
		try (RunningShop<?> shop = variant.start(Database.H2)) {
			Article article = shop.createOne();
			assertThat(shop.calls()).as("created").isEqualTo(variant.callsPerSave());
			shop.updateOne(article, 1);
			assertThat(shop.calls()).as("updated").isEqualTo(2L * variant.callsPerSave());
			shop.truncate();
			assertThat(shop.count()).isZero();
			shop.createMany(1500);
			assertThat(shop.count()).isEqualTo(1500);
			assertThat(shop.calls()).as("batch of created").isEqualTo(1502L * variant.callsPerSave());
			assertThat(shop.updateAll(2)).isEqualTo(1500);
			assertThat(shop.calls()).as("batch of updated").isEqualTo(3002L * variant.callsPerSave());
		}
	}

}
