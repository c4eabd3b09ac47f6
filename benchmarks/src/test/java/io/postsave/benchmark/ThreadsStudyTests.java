package io.postsave.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.runner.options.TimeValue;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link ThreadsStudy}, far too brief to measure anything.
 */
class ThreadsStudyTests {

	@Test
	void variantsAreComparedWithAsManyThreads(@TempDir Path directory) throws IOException {
		Options options = ThreadsStudy.of(List.of("threads=1,2", "variants=PLAIN,TYPED", "rounds=1")).options();
		String table = new ThreadsStudy(options, new JmhRun(0, 1, TimeValue.milliseconds(20))).measure(directory);
		assertThat(table).startsWith("| | 1 thread | 2 threads |\n|---|---|---|\n")
			.containsPattern("\\| plain \\| [0-9,]+ saves a second \\| [0-9,]+ saves a second \\|")
			.containsPattern("\\| post-save, typed listener \\| \\*\\*[0-9.]+\\*\\*, -?\\d+ B \\| \\*\\*");
		assertThat(directory.resolve("2-1.json")).content().contains("\"threads\" : 2");
	}

	@Test
	void listenersAreToldOfTheSavesOfAllThreads() {
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
