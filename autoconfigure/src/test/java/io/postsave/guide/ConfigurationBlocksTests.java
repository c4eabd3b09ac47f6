package io.postsave.guide;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.net.URL;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.postsave.autoconfigure.PostSaveProperties;
import io.postsave.modulith.PostSaveModulithProperties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.env.PropertiesPropertySourceLoader;
import org.springframework.boot.env.PropertySourceLoader;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.json.JsonParserFactory;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.util.StreamUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the properties of the README and the guide are known, and that their values
 * can be bound.
 */
class ConfigurationBlocksTests {

	private static final Pattern MENTIONED = Pattern.compile("`(post-save\\.[a-z][a-z.-]*[a-z])");

	/**
	 * The types of the properties that this module and those on its class path describe.
	 */
	private static final Map<String, String> PROPERTIES = properties();

	@SuppressWarnings("unchecked")
	private static Map<String, String> properties() {
		Map<String, String> properties = new LinkedHashMap<>();
		try {
			for (URL resource : Collections.list(ConfigurationBlocksTests.class.getClassLoader()
				.getResources("META-INF/spring-configuration-metadata.json"))) {
				try (InputStream json = resource.openStream()) {
					Map<String, Object> metadata = JsonParserFactory.getJsonParser()
						.parseMap(StreamUtils.copyToString(json, StandardCharsets.UTF_8));
					((List<Map<String, Object>>) Objects.requireNonNull(metadata.get("properties")))
						.forEach((property) -> properties.put((String) property.get("name"),
								String.valueOf(property.get("type"))));
				}
			}
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		return properties;
	}

	private static Stream<CodeBlock> blocks(String... languages) {
		return Page.ofTheGuide()
			.stream()
			.flatMap((page) -> page.blocks().stream())
			.filter((block) -> List.of(languages).contains(block.language()));
	}

	static Stream<CodeBlock> configuration() {
		return blocks("yaml", "properties");
	}

	@ParameterizedTest
	@MethodSource("configuration")
	void propertiesAreKnownAndBound(CodeBlock block) throws IOException {
		PropertySourceLoader loader = block.language().equals("yaml") ? new YamlPropertySourceLoader()
				: new PropertiesPropertySourceLoader();
		List<PropertySource<?>> sources = loader.load(block.toString(),
				new ByteArrayResource(block.text().getBytes(StandardCharsets.UTF_8)));
		assertThat(sources).isNotEmpty().allSatisfy((source) -> {
			assertThat(((EnumerablePropertySource<?>) source).getPropertyNames()).isNotEmpty()
				.as("properties that nothing describes")
				.allMatch(ConfigurationBlocksTests::isKnown);
			assertThat(new Binder(Objects.requireNonNull(ConfigurationPropertySource.from(source)))
				.bindOrCreate("post-save", PostSaveProperties.class)).isNotNull();
			assertThat(new Binder(Objects.requireNonNull(ConfigurationPropertySource.from(source)))
				.bindOrCreate("post-save.modulith", PostSaveModulithProperties.class)).isNotNull();
		});
	}

	@Test
	void propertiesThatAreMentionedAreKnown() {
		Map<String, String> mentioned = new LinkedHashMap<>();
		Page.ofTheGuide()
			.forEach((page) -> page.prose()
				.stream()
				.flatMap((line) -> MENTIONED.matcher(line).results())
				.forEach((result) -> mentioned.put(result.group(1), page.toString())));
		assertThat(mentioned).containsKey("post-save.delivery");
		assertThat(mentioned.entrySet()).as("properties that pages mention and nothing describes")
			.allMatch((property) -> isKnown(property.getKey()));
	}

	@Test
	void misspelledPropertyIsNotKnown() {
		assertThat(isKnown("post-save.max-rounds")).isTrue();
		assertThat(isKnown("logging.level.io.postsave")).isTrue();
		assertThat(isKnown("post-save.exclude[0]")).isTrue();
		assertThat(isKnown("post-save.max-round")).isFalse();
		assertThat(isKnown("post-save.enabled.always")).isFalse();
	}

	private static boolean isKnown(String name) {
		return PROPERTIES.containsKey(name.replaceFirst("\\[\\d+]$", "")) || PROPERTIES.entrySet()
			.stream()
			.anyMatch((property) -> property.getValue().startsWith("java.util.Map")
					&& name.matches(Pattern.quote(property.getKey()) + "[.\\[].*"));
	}

	static Stream<CodeBlock> json() {
		return blocks("json");
	}

	@ParameterizedTest
	@MethodSource("json")
	void jsonCanBeRead(CodeBlock block) {
		assertThat(JsonParserFactory.getJsonParser().parseMap(block.text())).isNotEmpty();
	}

	@Test
	void attributesOfTheEndpointAreThoseOfItsAnswer() throws Exception {
		Class<?> answer = Class.forName("io.postsave.actuate.PostSaveDescriptor");
		Set<String> attributes = Stream.concat(Stream.of(answer), Stream.of(answer.getDeclaredClasses()))
			.filter(Class::isRecord)
			.flatMap((type) -> Stream.of(type.getRecordComponents()))
			.map(RecordComponent::getName)
			.collect(Collectors.toSet());
		assertThat(blocks("json").filter((block) -> block.page().equals("docs/reference.md"))).isNotEmpty()
			.flatExtracting((block) -> names(JsonParserFactory.getJsonParser().parseMap(block.text())))
			.isSubsetOf(attributes);
	}

	private static List<String> names(Object json) {
		if (json instanceof Map<?, ?> object) {
			return Stream
				.concat(object.keySet().stream().map(String::valueOf),
						object.values().stream().flatMap((value) -> names(value).stream()))
				.toList();
		}
		return (json instanceof List<?> array) ? array.stream().flatMap((value) -> names(value).stream()).toList()
				: List.of();
	}

}
