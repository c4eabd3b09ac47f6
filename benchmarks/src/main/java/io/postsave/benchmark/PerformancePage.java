package io.postsave.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Puts what was measured into the page on performance. What was not measured stays as it
 * is.
 *
 * @param results the directory of the results
 * @param docs the directory of the page
 */
record PerformancePage(Path results, Path docs) {

	private static final String IMAGE = "![Time of a save as a multiple of the same save told to nobody]"
			+ "(images/performance.svg)\n\n";

	void write() throws IOException {
		Figures figures = Figures.read(this.results);
		if (!figures.isEmpty()) {
			Files.createDirectories(this.docs.resolve("images"));
			Files.writeString(this.docs.resolve("images").resolve("performance.svg"), Plot.draw(figures));
			replace("figures", IMAGE + figures.toMarkdown());
		}
		for (Study study : Study.values()) {
			if (Files.exists(study.tableIn(this.results))) {
				replace(study.command(), Files.readString(study.tableIn(this.results)));
			}
		}
	}

	private void replace(String section, String content) throws IOException {
		Path page = this.docs.resolve("performance.md");
		Files.writeString(page, new MarkedSection(section).replace(Files.readString(page), content));
	}

}
