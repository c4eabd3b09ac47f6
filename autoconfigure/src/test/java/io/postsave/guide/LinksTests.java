package io.postsave.guide;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the links of all pages lead somewhere, and that the guide's contents lead to
 * every page of it.
 */
class LinksTests {

	private final Map<Path, Page> pages = Page.all()
		.stream()
		.collect(Collectors.toMap(Page::path, Function.identity()));

	@Test
	void linksLeadToFilesAndHeadings() {
		List<Page.Link> links = this.pages.values().stream().flatMap((page) -> page.links().stream()).toList();
		assertThat(links).hasSizeGreaterThan(20)
			.filteredOn((link) -> !leadsSomewhere(link))
			.as("links to a file or a heading that is not there")
			.isEmpty();
	}

	private boolean leadsSomewhere(Page.Link link) {
		if (link.anchor().isEmpty()) {
			return Files.exists(link.path());
		}
		Page page = this.pages.get(link.path());
		return page != null && page.anchors().contains(link.anchor());
	}

	@Test
	void readmeLeadsToEveryPageOfTheGuide() {
		Path contents = Page.ROOT.resolve("docs/README.md");
		Set<Path> linked = new HashSet<>();
		linked.add(contents);
		page("docs/README.md").links().forEach((link) -> linked.add(link.path()));
		assertThat(page("README.md").links()).extracting(Page.Link::path).contains(contents);
		assertThat(Page.ofTheGuide()).extracting(Page::path)
			.filteredOn((page) -> page.startsWith(Page.ROOT.resolve("docs")))
			.as("pages that docs/README.md has to list")
			.isSubsetOf(linked);
	}

	private Page page(String name) {
		return Objects.requireNonNull(this.pages.get(Page.ROOT.resolve(name)), name);
	}

	@Test
	void headingsHaveTheAnchorsThatGitHubGivesThem() {
		Page page = Page.of(Page.ROOT.resolve("PAGE.md"),
				List.of("# `@Async` & co.", "## What's not told?", "```bash", "# no heading", "```", "## Twice",
						"## Twice", "see [it](#twice-1) and <img src=\"docs/picture.svg\">"));
		assertThat(page.anchors()).containsExactly("async--co", "whats-not-told", "twice", "twice-1");
		assertThat(page.links()).extracting(Page.Link::target).containsExactly("#twice-1", "docs/picture.svg");
		assertThat(page.links().get(0)).hasToString("PAGE.md:8: #twice-1");
	}

}
