package io.postsave.benchmark;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
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
	void listenersAreToldOfEverySave(Variant variant) throws IOException {
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

	@Test
	@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
	void listenersAreToldOfTheSavesOfAllThreads() throws IOException {
		ExecutorService executor = Executors.newFixedThreadPool(4);
		try (RunningShop<?> shop = Variant.TYPED.start(Database.H2)) {
			List<CompletableFuture<Void>> threads = IntStream.range(0, 4)
				.mapToObj((thread) -> CompletableFuture.runAsync(() -> createMany(shop), executor))
				.toList();
			threads.forEach(CompletableFuture::join);
			assertThat(shop.count()).isEqualTo(400);
			assertThat(shop.calls()).isEqualTo(400);
		}
		finally {
			executor.shutdown();
		}
	}

	private static void createMany(RunningShop<?> shop) {
		for (int i = 0; i < 100; i++) {
			shop.createOne();
		}
	}

}
