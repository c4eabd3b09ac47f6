package io.postsave.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Questions of their own, each a command that is answered by a table.
 */
enum Study {

	/** Many rows in one transaction. */
	LINEAR(LinearStudy::measure),

	/** Many threads. */
	THREADS((given, directory) -> ThreadsStudy.of(given).measure(directory)),

	/** The start of an application. */
	STARTUP((given, directory) -> StartupStudy.of(given).measure(directory)),

	/** Memory that is kept. */
	RETENTION(RetentionStudy::measure);

	private final Measuring measuring;

	Study(Measuring measuring) {
		this.measuring = measuring;
	}

	/**
	 * Return the study of a command.
	 */
	static Study of(String command) {
		return Arrays.stream(values())
			.filter((study) -> study.command().equals(command))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("'" + command + "' is none of quick, full, "
					+ String.join(", ", Arrays.stream(values()).map(Study::command).toList()) + ", plot"));
	}

	String command() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * Measures and leaves the table in a file.
	 */
	String run(List<String> given, Path results) throws IOException {
		String table = this.measuring.measure(given, Files.createDirectories(results.resolve(command())));
		Files.writeString(tableIn(results), table);
		return table;
	}

	/**
	 * Return the file of the table.
	 */
	Path tableIn(Path results) {
		return results.resolve(command() + ".md");
	}

	/**
	 * Measures.
	 */
	private interface Measuring {

		/**
		 * Return the table.
		 * @param given the settings of the command line
		 * @param directory the directory of what else is left
		 */
		String measure(List<String> given, Path directory) throws IOException;

	}

}
