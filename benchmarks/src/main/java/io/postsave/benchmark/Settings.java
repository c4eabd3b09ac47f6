package io.postsave.benchmark;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * Sets of application properties in which variants differ from each other and from
 * {@code application.properties}, where what the class path would switch on by itself is
 * off.
 */
enum Settings {

	/** Switches the starter off. */
	OFF("post-save.enabled=false"),

	/** Tells plain listeners after the commit. */
	AFTER_COMMIT("post-save.delivery=after-commit"),

	/** Adds the bridge that applications write themselves. */
	HAND_WRITTEN("spring.jpa.mapping-resources=io/postsave/benchmark/hand-written-orm.xml"),

	/** Switches Spring Modulith's register of publications on. */
	MODULITH("spring.modulith.events.jdbc.schema-initialization.enabled=true",
			"spring.autoconfigure.exclude=${unused-configurations}"),

	/** Switches Envers on. */
	ENVERS("spring.jpa.properties.hibernate.integration.envers.enabled=true");

	private final List<String> properties;

	Settings(String... properties) {
		this.properties = List.of(properties);
	}

	/**
	 * Return the command line of an application.
	 */
	static String[] argumentsOf(Collection<Settings> settings, String databaseUrl) {
		Stream<String> properties = settings.stream().flatMap((set) -> set.properties.stream());
		return Stream.concat(properties, Stream.of("spring.datasource.url=" + databaseUrl))
			.map((property) -> "--" + property)
			.toArray(String[]::new);
	}

}
