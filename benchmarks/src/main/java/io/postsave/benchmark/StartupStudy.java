package io.postsave.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import tools.jackson.databind.json.JsonMapper;

import org.springframework.util.Assert;

/**
 * How much longer does the sample application start with the starter on?
 *
 * @param pairs how many pairs of JVMs are started
 * @param start starts the application
 */
record StartupStudy(int pairs, Start start) {

	private static final Options OPTIONS = Options.of("pairs=10", "applications=../sample-app/target");

	static StartupStudy of(List<String> given) throws IOException {
		Options options = OPTIONS.with(given);
		Path jar = jarIn(Path.of(options.text("applications")));
		return new StartupStudy(options.number("pairs"), (enabled) -> StartedApplication.millis(jar, enabled));
	}

	/**
	 * Return the sample application, which needs to have been packaged.
	 */
	static Path jarIn(Path directory) throws IOException {
		Assert.state(Files.isDirectory(directory), () -> directory + " is missing: build -pl sample-app,benchmarks");
		try (Stream<Path> files = Files.list(directory)) {
			return files.filter((file) -> file.getFileName().toString().matches("post-save-sample-app-.*\\.jar"))
				.filter((file) -> !file.toString().endsWith("-sources.jar"))
				.findFirst()
				.orElseThrow(() -> new IllegalStateException(
						"There is no application in " + directory + ": build -pl sample-app,benchmarks"));
		}
	}

	/**
	 * Measures pairs, each of them in the other order than the one before, after a pair
	 * that is not measured.
	 */
	String measure(Path directory) throws IOException {
		pair(true);
		List<StartupPair> measured = new ArrayList<>();
		for (int i = 0; i < this.pairs; i++) {
			measured.add(pair(i % 2 == 0));
			System.out.println(measured.get(i));
		}
		Files.writeString(directory.resolve("pairs.json"), JsonMapper.shared().writeValueAsString(measured));
		return StartupPair.toMarkdown(measured);
	}

	private StartupPair pair(boolean plainFirst) throws IOException {
		double first = this.start.millis(!plainFirst);
		double second = this.start.millis(plainFirst);
		return plainFirst ? new StartupPair(first, second) : new StartupPair(second, first);
	}

	/**
	 * Starts an application and tells how long it took.
	 */
	interface Start {

		/**
		 * Return the milliseconds from the start of the JVM until the application is
		 * ready.
		 */
		double millis(boolean enabled) throws IOException;

	}

}
