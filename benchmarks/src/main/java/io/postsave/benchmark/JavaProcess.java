package io.postsave.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * A JVM that prints what it has measured.
 */
final class JavaProcess {

	private final List<String> command = new ArrayList<>();

	JavaProcess(List<String> arguments) {
		this.command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		this.command.addAll(arguments);
	}

	/**
	 * A class of this application in a JVM of its own.
	 */
	static JavaProcess of(Class<?> main, List<String> jvmArguments, List<String> arguments) {
		List<String> all = new ArrayList<>(jvmArguments);
		all.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
		all.addAll(arguments);
		return new JavaProcess(all);
	}

	/**
	 * Runs until a line has what is looked for, which is the line's result. The process
	 * is stopped then.
	 * @throws IllegalStateException if the process ends without such a line
	 */
	<T> T await(Function<String, @Nullable T> search) throws IOException {
		Process process = new ProcessBuilder(this.command).redirectErrorStream(true).start();
		try (BufferedReader output = process.inputReader()) {
			StringBuilder lines = new StringBuilder();
			for (String line = output.readLine(); line != null; line = output.readLine()) {
				T found = search.apply(line);
				if (found != null) {
					return found;
				}
				lines.append(line).append('\n');
			}
			throw new IllegalStateException(String.join(" ", this.command) + " has ended with\n" + lines);
		}
		finally {
			stop(process);
		}
	}

	private static void stop(Process process) {
		process.destroy();
		process.onExit().join();
	}

}
