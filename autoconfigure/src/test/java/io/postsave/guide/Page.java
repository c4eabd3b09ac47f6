package io.postsave.guide;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page of the README and the guide, in Markdown.
 *
 * @param path where it is
 * @param blocks its code blocks
 * @param prose its other lines, empty where a block is
 */
record Page(Path path, List<CodeBlock> blocks, List<String> prose) {

	/**
	 * The repository, seen from the module whose tests these are.
	 */
	static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

	private static final Pattern HEADING = Pattern.compile("#{1,6} (.*)");

	private static final Pattern LINK = Pattern.compile("(?:]\\(|(?:src|srcset)=\")([^)\"\\s]+)");

	/**
	 * Return the pages that are written for users: the README and all of the guide.
	 */
	static List<Page> ofTheGuide() {
		return Stream.concat(Stream.of(ROOT.resolve("README.md")), markdownBelow("docs")).map(Page::read).toList();
	}

	/**
	 * Return all pages of the repository.
	 */
	static List<Page> all() {
		try (Stream<Path> files = Files.list(ROOT)) {
			List<Path> pages = files.filter(markdown()).sorted().toList();
			return Stream.of(pages.stream(), markdownBelow("docs"), markdownBelow("benchmarks"))
				.flatMap((paths) -> paths)
				.map(Page::read)
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Stream<Path> markdownBelow(String folder) {
		try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
			return files.filter(markdown()).sorted().toList().stream();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Predicate<Path> markdown() {
		return (file) -> file.toString().endsWith(".md");
	}

	private static Page read(Path path) {
		try {
			return of(path, Files.readAllLines(path));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static Page of(Path path, List<String> lines) {
		String name = ROOT.relativize(path).toString();
		List<CodeBlock> blocks = new ArrayList<>();
		List<String> prose = new ArrayList<>();
		int begin = -1;
		for (int i = 0; i < lines.size(); i++) {
			boolean fence = lines.get(i).strip().startsWith("```");
			prose.add((fence || begin >= 0) ? "" : lines.get(i));
			if (fence && begin < 0) {
				begin = i;
			}
			else if (fence) {
				blocks.add(new CodeBlock(name, begin + 1, lines.get(begin).strip().substring(3),
						String.join("\n", lines.subList(begin + 1, i))));
				begin = -1;
			}
		}
		return new Page(path, blocks, prose);
	}

	/**
	 * Return what links to this page may name behind a hash.
	 */
	Set<String> anchors() {
		Set<String> anchors = new LinkedHashSet<>();
		for (String line : this.prose) {
			Matcher heading = HEADING.matcher(line);
			if (heading.matches()) {
				String anchor = anchor(heading.group(1));
				int further = 0;
				for (String name = anchor; !anchors.add(name); name = anchor + "-" + further) {
					further++;
				}
			}
		}
		return anchors;
	}

	private static String anchor(String heading) {
		return heading.toLowerCase(Locale.ROOT).strip().replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-');
	}

	/**
	 * Return the links that stay in the repository.
	 */
	List<Link> links() {
		List<Link> links = new ArrayList<>();
		for (int i = 0; i < this.prose.size(); i++) {
			Matcher link = LINK.matcher(this.prose.get(i));
			while (link.find()) {
				if (!link.group(1).contains(":")) {
					links.add(new Link(this, i + 1, link.group(1)));
				}
			}
		}
		return links;
	}

	@Override
	public String toString() {
		return ROOT.relativize(this.path).toString();
	}

	/**
	 * A link to a page, a heading, a folder or a picture.
	 *
	 * @param page where it is
	 * @param line the line there
	 * @param target what it names
	 */
	record Link(Page page, int line, String target) {

		Path path() {
			String file = this.target.replaceFirst("#.*", "");
			return file.isEmpty() ? this.page.path : this.page.path.resolveSibling(file).normalize();
		}

		String anchor() {
			return this.target.contains("#") ? this.target.substring(this.target.indexOf('#') + 1) : "";
		}

		@Override
		public String toString() {
			return "%s:%d: %s".formatted(this.page, this.line, this.target);
		}

	}

}
