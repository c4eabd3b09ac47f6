package io.postsave.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The sample application in a JVM of its own, which is stopped as soon as it is ready.
 */
final class StartedApplication {

	private static final Pattern STARTED = Pattern
		.compile("Started \\S+ in \\S+ seconds \\(process running for ([0-9.]+)\\)");

	private StartedApplication() {
	}

	/**
	 * Return the milliseconds from the start of the JVM until Spring Boot says that the
	 * application has started.
	 */
	static double millis(Path jar, boolean enabled) throws IOException {
		return millis(new JavaProcess(List.of("-jar", jar.toString(), "--post-save.enabled=" + enabled,
				"--server.port=0", "--logging.level.io.postsave.sample.SampleApplication=info")));
	}

	static double millis(JavaProcess process) throws IOException {
		return process.await(StartedApplication::millisIn);
	}

	static @Nullable Double millisIn(String line) {
		Matcher matcher = STARTED.matcher(line);
		return matcher.find() ? Double.parseDouble(matcher.group(1)) * 1000 : null;
	}

}
