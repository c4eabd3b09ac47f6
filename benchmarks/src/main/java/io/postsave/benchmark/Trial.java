package io.postsave.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A measurement in a JVM of its own, which prints its result.
 *
 * @param <R> the result
 * @param main the class that measures
 * @param result the class of the result
 * @param jvmArguments the arguments of the JVM
 */
record Trial<R>(Class<?> main, Class<R> result, List<String> jvmArguments) {

	private static final String RESULT = "result: ";

	/**
	 * Measures, and keeps the result in a file.
	 */
	R run(Path file, String... arguments) throws IOException {
		System.out.println(this.main.getSimpleName() + " " + String.join(" ", arguments));
		String json = JavaProcess.of(this.main, this.jvmArguments, List.of(arguments)).await(Trial::resultIn);
		Files.writeString(file, json);
		return JsonMapper.shared().readValue(json, this.result);
	}

	/**
	 * Return the measurement in a JVM with one more argument.
	 */
	Trial<R> with(String jvmArgument) {
		return new Trial<>(this.main, this.result,
				Stream.concat(this.jvmArguments.stream(), Stream.of(jvmArgument)).toList());
	}

	private static @Nullable String resultIn(String line) {
		if (line.startsWith(RESULT)) {
			return line.substring(RESULT.length());
		}
		System.out.println(line);
		return null;
	}

	/**
	 * Prints the result of a measurement in the JVM that measures.
	 */
	static void print(Object result) {
		System.out.println(RESULT + JsonMapper.shared().writeValueAsString(result));
	}

}
