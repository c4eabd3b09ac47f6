package io.postsave.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests of {@link StartupStudy} and what it starts.
 */
class StartupStudyTests {

	@Test
	void pairsAlternateAfterOneThatIsNotMeasured(@TempDir Path directory) throws IOException {
		List<Boolean> started = new ArrayList<>();
		String table = new StartupStudy(3, (enabled) -> {
			started.add(enabled);
			return enabled ? 2000 + 10 * started.size() : 2000;
		}).measure(directory);
		assertThat(started).containsExactly(false, true, false, true, true, false, false, true);
		assertThat(table).isEqualTo("""
				| pairs of JVMs: 3 | lower quartile | median | upper quartile |
				|---|---|---|---|
				| `post-save.enabled=false` | 2,000 ms | 2,000 ms | 2,000 ms |
				| with post-save | 2,045 ms | 2,050 ms | 2,065 ms |
				| difference within a pair | **+45 ms** | **+50 ms** | **+65 ms** |
				""");
		assertThat(directory.resolve("pairs.json")).content().contains("\"on\":2040.0");
	}

	@Test
	void applicationIsStoppedWhenItHasStarted() throws IOException {
		assertThat(StartedApplication.millis(JavaProcess.of(Ready.class, List.of(), List.of()))).isEqualTo(2345);
	}

	@Test
	void applicationThatDoesNotStartIsAnError() {
		assertThatIllegalStateException()
			.isThrownBy(() -> StartedApplication.millis(new JavaProcess(List.of("-jar", "missing.jar"))))
			.withMessageContaining("missing.jar");
	}

	@Test
	void applicationIsFoundAmongTheSamplesJars(@TempDir Path directory) throws IOException {
		assertThatIllegalStateException().isThrownBy(() -> StartupStudy.jarIn(directory))
			.withMessageContaining("-pl sample-app,benchmarks");
		Files.createFile(directory.resolve("post-save-sample-app-1-sources.jar"));
		Files.createFile(directory.resolve("post-save-sample-app-1.jar.original"));
		Path jar = Files.createFile(directory.resolve("post-save-sample-app-1.jar"));
		assertThat(StartupStudy.jarIn(directory)).isEqualTo(jar);
	}

	/**
	 * Says that it has started, as Spring Boot does, and does not end.
	 */
	static class Ready {

		public static void main(String[] args) throws InterruptedException {
			System.out.println("main : Started Ready in 1.2 seconds (process running for 2.345)");
			Thread.sleep(60_000);
		}

	}

}
