package io.postsave.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.postsave.benchmark.Figures.Load;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests of {@link Figures} and what {@link PerformancePage} makes of them.
 */
class FiguresTests {

	private static final String RESULT = """
			{
				"benchmark": "io.postsave.benchmark.SingleSaves.create",
				"params": { "variant": "%s", "database": "H2" },
				"primaryMetric": { "rawData": [[ %s ]] },
				"secondaryMetrics": { "gc.alloc.rate.norm": { "rawData": [[ %s ]] } }
			}""";

	@TempDir
	Path directory;

	@BeforeEach
	void writeResults() throws IOException {
		write("1.json", 10, 12, 1000, 1400);
		write("2.json", 20, 23, 1010, 1420);
		write("3.json", 10, 18, 1000, 1390);
	}

	private void write(String file, double plain, double told, double plainBytes, double toldBytes) throws IOException {
		Files.writeString(this.directory.resolve(file), "[" + RESULT.formatted("PLAIN", times(plain), plainBytes) + ","
				+ RESULT.formatted("TYPED", times(told), toldBytes) + "]");
	}

	private static String times(double fastest) {
		return 90 * fastest + ", " + fastest + ", " + 45 * fastest;
	}

	@Test
	void ratiosAreTakenWithinARound() throws IOException {
		assertThat(Figures.read(this.directory).of(new Load(Database.H2, "SingleSaves.create"), Variant.TYPED))
			.satisfies((measured) -> {
				assertThat(measured.ratio()).isEqualTo(new Figure(1.2, 1.15, 1.8));
				assertThat(measured.bytes()).isEqualTo(new Figure(400, 390, 410));
			});
	}

	@Test
	void tableShowsMedianAndSpread() throws IOException {
		assertThat(Figures.read(this.directory).toMarkdown()).contains("| | single, create |")
			.contains("| plain | 10.0 µs |")
			.contains("| post-save, typed listener | **1.20** (1.15 to 1.80), 400 B |");
	}

	@Test
	void tableShowsNoSpreadOfASingleRound() throws IOException {
		Files.delete(this.directory.resolve("2.json"));
		Files.delete(this.directory.resolve("3.json"));
		assertThat(Figures.read(this.directory).toMarkdown())
			.contains("| post-save, typed listener | **1.20**, 400 B |");
	}

	@Test
	void plotAndTablesAreWritten() throws IOException {
		Path docs = Files.createDirectory(this.directory.resolve("docs"));
		Files.writeString(docs.resolve("performance.md"),
				"before\n<!-- figures -->stale<!-- end of figures -->\nafter");
		new PerformancePage(this.directory, docs).write();
		assertThat(docs.resolve("performance.md")).content()
			.startsWith("before\n")
			.contains("**1.20**")
			.doesNotContain("stale")
			.endsWith("<!-- end of figures -->\nafter");
		assertThat(docs.resolve("images/performance.svg")).content()
			.startsWith("<svg")
			.contains("post-save, typed listener")
			.contains(">1.20</text>");
	}

	@Test
	void pageWithoutPlaceForTablesIsRefused() {
		assertThatIllegalStateException().isThrownBy(() -> new MarkedSection("figures").replace("nothing", "tables"))
			.withMessageContaining("<!-- figures -->");
	}

	@Test
	void pageStaysAsItIsWhenNothingWasMeasured() throws IOException {
		Path nothing = Files.createDirectory(this.directory.resolve("nothing"));
		Files.writeString(nothing.resolve("performance.md"), "no place for anything");
		new PerformancePage(nothing, nothing).write();
		assertThat(nothing.resolve("performance.md")).hasContent("no place for anything");
	}

}
