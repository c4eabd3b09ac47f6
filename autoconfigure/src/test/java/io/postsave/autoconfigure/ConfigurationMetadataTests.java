package io.postsave.autoconfigure;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import com.jayway.jsonpath.DocumentContext;
import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.Test;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Tests of the metadata by which an IDE completes and explains the properties.
 */
class ConfigurationMetadataTests {

	private final DocumentContext metadata;

	ConfigurationMetadataTests() throws IOException {
		this.metadata = JsonPath
			.parse(new ClassPathResource("META-INF/spring-configuration-metadata.json").getInputStream());
	}

	@Test
	void everyPropertyHasTypeAndDefault() {
		assertThat(properties()).extracting("name", "type", "defaultValue")
			.containsExactlyInAnyOrder(tuple("post-save.enabled", "java.lang.Boolean", true),
					tuple("post-save.delivery", PostSaveProperties.Delivery.class.getName(), "in-transaction"),
					tuple("post-save.exclude", "java.util.List<java.lang.String>", List.of()),
					tuple("post-save.max-rounds", "java.lang.Integer", 64),
					tuple("post-save.modulith.resubmit-interval", "java.time.Duration", "30s"),
					tuple("post-save.modulith.max-attempts", "java.lang.Integer", 10),
					tuple("post-save.modulith.gone-rows", "io.postsave.modulith.PostSaveModulithProperties$GoneRows",
							"skip"),
					tuple("post-save.modulith.type-aliases", "java.util.Map<java.lang.String,java.lang.String>",
							Map.of()),
					tuple("management.endpoint.postsave.access", Access.class.getName(), "read_only"),
					tuple("management.endpoint.postsave.cache.time-to-live", "java.time.Duration", "0ms"));
	}

	@Test
	void everyPropertyIsDescribedInWholeSentences() {
		assertThat(properties()).extracting((property) -> (String) property.get("description"))
			.allSatisfy((description) -> assertThat(description).isNotBlank().endsWith(".").doesNotMatch("(The|A) .*"));
	}

	@Test
	void everyDeliveryIsCompletedAndDescribed() {
		List<Map<String, String>> values = this.metadata.read("$.hints[?(@.name == 'post-save.delivery')].values[*]");
		assertThat(values).extracting((value) -> value.get("value"))
			.containsExactlyInAnyOrderElementsOf(
					List.of(PostSaveProperties.Delivery.values()).stream().map(Object::toString).toList());
		assertThat(values).extracting((value) -> value.get("description"))
			.allSatisfy((description) -> assertThat(description).isNotBlank());
	}

	private List<Map<String, Object>> properties() {
		return this.metadata.read("$.properties[*]");
	}

}
