package io.postsave.benchmark;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The start of the sample application, which needs to have been packaged, with the
 * starter on in all variants but {@link Variant#PLAIN}. Each iteration starts a JVM of
 * its own.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 1)
@Measurement(iterations = 60)
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init")
public class Startup {

	/** Whether the starter is on. */
	@Param({ "PLAIN", "TYPED" })
	public Variant variant;

	Path directory = Path.of("..", "sample-app", "target");

	private Process process;

	/**
	 * Starts a JVM and waits until Spring Boot says that the application has started.
	 * @return what it says
	 * @throws IOException if the JVM does not start
	 */
	@Benchmark
	public String sample() throws IOException {
		this.process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar",
				jar().toString(), "--post-save.enabled=" + this.variant.isPostSave(), "--server.port=0",
				"--logging.level.io.postsave.sample.SampleApplication=info")
			.redirectErrorStream(true)
			.start();
		List<String> lines = new ArrayList<>();
		return this.process.inputReader()
			.lines()
			.peek(lines::add)
			.filter((line) -> line.matches(".*Started \\S+ in \\S+ seconds.*"))
			.findFirst()
			.orElseThrow(
					() -> new IllegalStateException("The application has ended with\n" + String.join("\n", lines)));
	}

	private Path jar() throws IOException {
		// no sources
		try (DirectoryStream<Path> jars = Files.newDirectoryStream(this.directory, "post-save-sample-app-*[!s].jar")) {
			return jars.iterator().next();
		}
	}

	/**
	 * Stops the application.
	 */
	@TearDown(Level.Iteration)
	public void stop() {
		this.process.destroy();
		this.process.onExit().join();
	}

}
