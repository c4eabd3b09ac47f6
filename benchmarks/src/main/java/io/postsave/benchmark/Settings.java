package io.postsave.benchmark;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sets of application properties in which variants differ. What the class path would
 * switch on by itself is off in all variants but its own.
 */
enum Settings {

	/** Switches the starter off. */
	OFF(Map.of("post-save.enabled", "false")),

	/** Tells plain listeners after the commit. */
	AFTER_COMMIT(Map.of("post-save.delivery", "after-commit")),

	/** Adds the bridge that applications write themselves. */
	HAND_WRITTEN(Map.of("spring.jpa.mapping-resources", HandWritten.MAPPING_FILE)),

	/** Switches Spring Modulith's register of publications on. */
	MODULITH(Map.of("spring.modulith.events.jdbc.schema-initialization.enabled", "true")),

	/** Switches Envers on. */
	ENVERS(Map.of("spring.jpa.properties.hibernate.integration.envers.enabled", "true"));

	private static final List<String> MODULITH_CONFIGURATIONS = List.of(
			"org.springframework.modulith.events.config.EventPublicationAutoConfiguration",
			"org.springframework.modulith.events.jdbc.JdbcEventPublicationAutoConfiguration",
			"org.springframework.modulith.events.jackson.JacksonEventSerializationConfiguration");

	private static final List<String> UNUSED_CONFIGURATIONS = List.of(
			"org.springframework.modulith.events.config.EventExternalizationAutoConfiguration",
			"org.springframework.modulith.moments.autoconfigure.MomentsAutoConfiguration");

	private final Map<String, String> properties;

	Settings(Map<String, String> properties) {
		this.properties = properties;
	}

	static Map<String, Object> propertiesOf(Collection<Settings> settings) {
		Map<String, Object> properties = new LinkedHashMap<>();
		properties.put("spring.main.web-application-type", "none");
		properties.put("spring.main.banner-mode", "off");
		properties.put("logging.level.root", "warn");
		properties.put("spring.jpa.hibernate.ddl-auto", "create-drop");
		properties.put("spring.jpa.properties.hibernate.jdbc.batch_size", "100");
		properties.put("spring.jpa.properties.hibernate.integration.envers.enabled", "false");
		properties.put("spring.datasource.hikari.maximum-pool-size", "16");
		List<String> excluded = new ArrayList<>(UNUSED_CONFIGURATIONS);
		if (!settings.contains(MODULITH)) {
			excluded.addAll(MODULITH_CONFIGURATIONS);
		}
		properties.put("spring.autoconfigure.exclude", String.join(",", excluded));
		settings.forEach((set) -> properties.putAll(set.properties));
		return properties;
	}

}
