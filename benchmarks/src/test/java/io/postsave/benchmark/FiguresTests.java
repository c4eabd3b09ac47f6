package io.postsave.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link Figures} and {@link Trial}.
 */
class FiguresTests {

	private final Path directory;

	FiguresTests(@TempDir Path directory) {
		this.directory = directory;
	}

	@Test
	void ratiosAreTakenTurnByTurnInEachJvm() throws IOException {
		write("SingleSaves.create", "", "us/op", "gc.alloc.rate.norm", "[10, 40, 10], [20, 20, 20]",
				"[900, 1000, 1100], [1010, 1010, 1010]", "[12, 44, 22], [26, 26, 26]",
				"[1500, 1400, 1300], [1420, 1420, 1420]");
		assertThat(Figures.read(this.directory).toMarkdown()).isEqualTo("""
				| SingleSaves.create | database=H2, threads=1 |
				|---|---|
				| plain | 15.0 µs |
				| post-save, typed listener | **1.25** (1.20 to 1.30), 405 B |

				""");
	}

	@Test
	void runsAreNotComparedWithEachOther() throws IOException {
		write("SingleSaves.create", "", "us/op", "gc.alloc.rate.norm", "[10]", "[1]", "[11]", "[2]");
		write("SingleSaves.create", "", "us/op", "gc.alloc.rate.norm", "[100]", "[1]", "[130]", "[4]");
		write("SingleSaves.create", "", "us/op", "gc.alloc.rate.norm", "[1000]", "[1]", "[1200]", "[3]");
		assertThat(Figures.read(this.directory).toMarkdown()).contains("| plain | 100.0 µs |")
			.contains("**1.20** (1.10 to 1.30), 2 B");
	}

	@Test
	void spreadOfASingleJvmIsTheMiddleHalfOfItsTurns() throws IOException {
		write("Startup.sample", "", "ms/op", "gc.alloc.rate.norm", "[1000, 1000, 1000, 1000]", "[0, 0, 0, 0]",
				"[1100, 1300, 1000, 1200]", "[0, 0, 0, 0]");
		assertThat(Figures.read(this.directory).toMarkdown()).contains("| plain | 1,000.0 ms |")
			.contains("**1.15** (1.10 to 1.20), 0 B");
	}

	@Test
	void transactionIsDividedByItsRows() throws IOException {
		write("BatchSaves.create", "'rows': '1000',", "us/op", "gc.alloc.rate.norm", "[3000]", "[2000000]", "[3300]",
				"[2500000]");
		write("LiveHeap.beforeCommit", "'rows': '1000',", "s/op", "live", "[1]", "[224000]", "[1]", "[484000]");
		assertThat(Figures.read(this.directory).toMarkdown()).isEqualTo("""
				| BatchSaves.create | rows=1000, database=H2, threads=1 |
				|---|---|
				| plain | 3.0 µs |
				| post-save, typed listener | **1.10**, 500 B |

				| LiveHeap.beforeCommit | rows=1000, database=H2, threads=1 |
				|---|---|
				| plain | 224.000 B |
				| post-save, typed listener | +260.000 B |

				""");
	}

	@Test
	void whatIsKeptNowAndThenIsNotKept() throws IOException {
		write("LiveHeap.afterTransactions", "'saves': '100',", "s/op", "live", "[1, 1, 1, 1]",
				"[5000, 9000, 9000, 5000]", "[1, 1, 1, 1]", "[5000, 9000, 9000, 7000]");
		assertThat(Figures.read(this.directory).toMarkdown()).contains("| plain | 0.000 B |")
			.contains("| post-save, typed listener | +1.000 B |");
	}

	private void write(String benchmark, String params, String unit, String counter, String plain, String plainBytes,
			String told, String toldBytes) throws IOException {
		String result = """
				{
					'benchmark': 'io.postsave.benchmark.%s', 'threads': 1, 'measurementBatchSize': 10,
					'params': { %s 'variant': '%s', 'database': 'H2' },
					'primaryMetric': { 'scoreUnit': '%s', 'rawData': [ %s ] },
					'secondaryMetrics': { '%s': { 'rawData': [ %s ] } }
				}""".replace('\'', '"');
		Files.writeString(Files.createTempFile(this.directory, "", ".json"), "["
				+ result.formatted(benchmark, params.replace('\'', '"'), "PLAIN", unit, plain, counter, plainBytes)
				+ "," + result.formatted(benchmark, params.replace('\'', '"'), "TYPED", unit, told, counter, toldBytes)
				+ "]");
	}

}
