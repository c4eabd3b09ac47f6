package io.postsave.guide;

import java.io.StringReader;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the dependencies and modules that the README and the guide name are those of
 * this build.
 */
class CoordinatesTests {

	private static final Pattern COORDINATES = Pattern
		.compile("[\"'`]([a-z]+(?:\\.[a-z]+)+):([a-z-]+)(?::([\\w.-]+))?[\"'`]");

	private static final Pattern MODULE = Pattern.compile("-pl ([\\w-]+)");

	private final Document parent = xml(Files.readString(Page.ROOT.resolve("pom.xml")));

	private final List<String> modules = texts(this.parent, "module");

	private final String version = texts(this.parent, "version").get(0);

	CoordinatesTests() throws Exception {
	}

	@Test
	void dependenciesAreThoseOfThisBuild() throws Exception {
		Set<String> built = new LinkedHashSet<>();
		Set<String> used = new LinkedHashSet<>();
		for (String module : this.modules) {
			Document pom = xml(Files.readString(Page.ROOT.resolve(module).resolve("pom.xml")));
			built.add(texts(pom, "artifactId").get(1));
			used.addAll(texts(pom, "artifactId"));
		}
		List<Dependency> dependencies = dependencies();
		assertThat(dependencies).extracting(Dependency::artifactId).contains("post-save-spring-boot-starter");
		assertThat(dependencies).allSatisfy((dependency) -> {
			if (dependency.groupId().equals("io.postsave")) {
				assertThat(built).contains(dependency.artifactId());
				assertThat(dependency.version()).isEqualTo(this.version);
			}
			else {
				assertThat(used).contains(dependency.artifactId());
			}
		});
	}

	private static List<Dependency> dependencies() throws Exception {
		List<Dependency> dependencies = new ArrayList<>();
		for (Page page : Page.ofTheGuide()) {
			for (CodeBlock block : page.blocks()) {
				if (block.language().equals("xml")) {
					NodeList elements = xml("<xml>" + block.text() + "</xml>").getElementsByTagName("dependency");
					for (int i = 0; i < elements.getLength(); i++) {
						Element element = (Element) elements.item(i);
						dependencies.add(new Dependency(text(element, "groupId"), text(element, "artifactId"),
								text(element, "version")));
					}
				}
			}
			for (String line : page.prose()) {
				Matcher matcher = COORDINATES.matcher(line);
				while (matcher.find()) {
					dependencies.add(new Dependency(matcher.group(1), matcher.group(2),
							(matcher.group(3) != null) ? matcher.group(3) : ""));
				}
			}
		}
		return dependencies;
	}

	@Test
	void commandsNameModulesOfThisBuild() {
		List<String> named = Page.all()
			.stream()
			.flatMap((page) -> Stream.concat(page.blocks().stream().map(CodeBlock::text), page.prose().stream()))
			.flatMap((text) -> MODULE.matcher(text).results())
			.map((result) -> result.group(1))
			.distinct()
			.toList();
		assertThat(named).isNotEmpty().isSubsetOf(this.modules);
	}

	private static Document xml(String text) throws Exception {
		return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(text)));
	}

	private static List<String> texts(Document document, String tag) {
		NodeList elements = document.getElementsByTagName(tag);
		List<String> texts = new ArrayList<>();
		for (int i = 0; i < elements.getLength(); i++) {
			texts.add(elements.item(i).getTextContent().strip());
		}
		return texts;
	}

	private static String text(Element element, String tag) {
		NodeList elements = element.getElementsByTagName(tag);
		return (elements.getLength() > 0) ? elements.item(0).getTextContent().strip() : "";
	}

	private record Dependency(String groupId, String artifactId, String version) {
	}

}
