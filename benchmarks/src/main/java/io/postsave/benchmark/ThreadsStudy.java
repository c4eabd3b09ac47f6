package io.postsave.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Do several threads save as fast as those of the plain application?
 *
 * @param options the settings
 * @param length how long JMH measures
 */
record ThreadsStudy(Options options, JmhRun length) {

	private static final Options OPTIONS = Options.of("threads=1,2,4,8",
			Options.variants(Variant.PLAIN, Variant.NOBODY, Variant.TYPED, Variant.AFTER_COMMIT), "rounds=3",
			"warmups=150", "iterations=120", "milliseconds=100");

	static ThreadsStudy of(List<String> given) {
		Options options = OPTIONS.with(given);
		return new ThreadsStudy(options, JmhRun.of(options));
	}

	String measure(Path directory) throws IOException {
		ThreadsFigures figures = new ThreadsFigures();
		for (int round = 1; round <= this.options.number("rounds"); round++) {
			for (int threads : this.options.numbers("threads")) {
				Path file = directory.resolve(threads + "-" + round + ".json");
				this.length.run(Database.H2, "SingleSaves.create", this.options.variants(), threads, file);
				for (Sample sample : Sample.read(file)) {
					figures.add("" + round, threads, sample);
				}
			}
		}
		return figures.toMarkdown();
	}

}
