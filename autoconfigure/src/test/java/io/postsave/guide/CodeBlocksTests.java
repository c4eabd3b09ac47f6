package io.postsave.guide;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

/**
 * Tests that the Java of the README and the guide is in the sources of this build, where
 * it is compiled and run.
 */
class CodeBlocksTests {

	private static final List<Source> SOURCES = sources();

	private static List<Source> sources() {
		List<Source> sources = new ArrayList<>();
		try (Stream<Path> modules = Files.list(Page.ROOT)) {
			for (Path folder : modules.map((module) -> module.resolve("src")).filter(Files::exists).sorted().toList()) {
				try (Stream<Path> files = Files.walk(folder)) {
					for (Path file : files.filter((path) -> path.toString().endsWith(".java")).sorted().toList()) {
						sources.add(new Source(Page.ROOT.relativize(file), JavaTokens.of(Files.readString(file))));
					}
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return sources;
	}

	static Stream<CodeBlock> javaBlocks() {
		return blocks().filter((block) -> block.language().equals("java"));
	}

	private static Stream<CodeBlock> blocks() {
		return Page.ofTheGuide().stream().flatMap((page) -> page.blocks().stream());
	}

	@ParameterizedTest
	@MethodSource("javaBlocks")
	void javaBlockIsCompiledByTheBuild(CodeBlock block) {
		JavaTokens tokens = JavaTokens.of(block.text());
		Source nearest = SOURCES.stream()
			.max(Comparator.comparingInt((source) -> tokens.longestPartOf(source.tokens())))
			.orElseThrow();
		if (!tokens.isPartOf(nearest.tokens())) {
			fail("""
					%s:%d: this block is in no source of this build. Put its code into a class below
					autoconfigure/src/test/java/io/postsave/guide, with a test that runs it, and copy it from there.
					What is left out is '...', alone or as in '{ ... }'.
					The nearest is %s, up to the last token of: %s""".formatted(block.page(), block.line(),
					nearest.file(), tokens.upTo(tokens.longestPartOf(nearest.tokens()))));
		}
	}

	@Test
	void everyBlockHasALanguageThatIsChecked() {
		assertThat(blocks())
			.filteredOn((block) -> !List.of("java", "yaml", "properties", "xml", "json", "bash", "mermaid", "")
				.contains(block.language()))
			.as("blocks in languages that nothing checks")
			.isEmpty();
	}

	private record Source(Path file, JavaTokens tokens) {
	}

}
