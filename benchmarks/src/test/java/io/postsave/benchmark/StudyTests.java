package io.postsave.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests of {@link Study} and its place in the {@link PerformancePage}.
 */
class StudyTests {

	@Test
	void commandThatIsNoneIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> Study.of("liner"))
			.withMessage("'liner' is none of quick, full, linear, threads, startup, retention, plot");
	}

	@ParameterizedTest
	@EnumSource
	void settingThatIsNoneIsRefused(Study study, @TempDir Path directory) {
		assertThatIllegalArgumentException().isThrownBy(() -> study.run(List.of("colour=red"), directory))
			.withMessageStartingWith("'colour=red' is none of ");
	}

	@Test
	void tablesReplaceTheirSectionsOnly(@TempDir Path directory) throws IOException {
		Path page = directory.resolve("performance.md");
		Files.writeString(page, "<!-- linear -->\nstale\n<!-- end of linear -->\n<!-- threads -->\nkept\n"
				+ "<!-- end of threads -->\n");
		Files.writeString(Study.LINEAR.tableIn(directory), "| measured |\n");
		new PerformancePage(directory, directory).write();
		assertThat(page)
			.hasContent("<!-- linear -->\n\n| measured |\n\n<!-- end of linear -->\n<!-- threads -->\nkept\n"
					+ "<!-- end of threads -->\n");
	}

	@ParameterizedTest
	@EnumSource
	void pageWithoutPlaceForATableIsRefused(Study study, @TempDir Path directory) throws IOException {
		Files.writeString(directory.resolve("performance.md"), "nothing");
		Files.writeString(study.tableIn(directory), "| measured |\n");
		assertThatIllegalStateException().isThrownBy(() -> new PerformancePage(directory, directory).write())
			.withMessageContaining("<!-- " + study.command() + " -->");
	}

	@ParameterizedTest
	@EnumSource
	void publishedPageHasPlaceForEveryTable(Study study) throws IOException {
		String page = Files.readString(Path.of("..", "docs", "performance.md"));
		assertThat(new MarkedSection(study.command()).replace(page, "| measured |")).contains("| measured |");
	}

}
