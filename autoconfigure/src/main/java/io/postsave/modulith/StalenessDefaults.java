package io.postsave.modulith;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.scheduling.annotation.SchedulingConfigurer;

/**
 * For how long deliveries may be underway where the application says nothing: what is for
 * longer was left behind by a process that is no more. The engine has no such limits of
 * its own. They are meant for the resubmission alone, and would switch on the engine's
 * monitor, which looks at all events and goes by their date of publication, so that it
 * takes for left behind what another process has resubmitted a moment ago.
 */
final class StalenessDefaults {

	private static final String NAME = "post-save-staleness-defaults";

	private static final String LIMIT = "5m";

	private static final String MONITOR = "org.springframework.modulith.events.config.StalenessMonitorConfiguration";

	private static final String PREFIX = "spring.modulith.events.staleness";

	/** The last one is what Spring Modulith 2.0 calls the one before. */
	private static final List<String> SETTINGS = List.of(PREFIX + ".published", PREFIX + ".processing",
			PREFIX + ".resubmitted", PREFIX + ".resubmission");

	private StalenessDefaults() {
	}

	/**
	 * Adds the defaults behind everything that the application has set, in whichever way.
	 */
	static void addTo(ConfigurableEnvironment environment) {
		if (!environment.getPropertySources().contains(NAME)) {
			environment.getPropertySources().addLast(new MapPropertySource(NAME, defaultsIn(environment)));
		}
	}

	/**
	 * Return the defaults. A limit that the application has set by its former name is not
	 * hidden by one of the present name.
	 */
	private static Map<String, Object> defaultsIn(ConfigurableEnvironment environment) {
		Map<String, Object> defaults = new HashMap<>();
		SETTINGS.forEach((setting) -> defaults.put(setting, LIMIT));
		String former = environment.getProperty(PREFIX + ".resubmission");
		if (former != null) {
			defaults.put(PREFIX + ".resubmitted", former);
		}
		return defaults;
	}

	/**
	 * Return the bean, or what schedules nothing in its place if it is the monitor and
	 * the application has not asked for it.
	 */
	static Object monitoringIfAskedFor(Object bean, ConfigurableEnvironment environment) {
		if (bean instanceof SchedulingConfigurer && bean.getClass().getName().equals(MONITOR)
				&& !isAskedForIn(environment)) {
			SchedulingConfigurer nothing = (registrar) -> {
			};
			return nothing;
		}
		return bean;
	}

	private static boolean isAskedForIn(ConfigurableEnvironment environment) {
		return environment.getPropertySources()
			.stream()
			.filter((source) -> !source.getName().equals(NAME))
			.anyMatch(StalenessDefaults::hasSetting);
	}

	private static boolean hasSetting(PropertySource<?> source) {
		ConfigurationPropertySource settings = ConfigurationPropertySource.from(source);
		return settings != null && SETTINGS.stream()
			.map(ConfigurationPropertyName::of)
			.anyMatch((setting) -> settings.getConfigurationProperty(setting) != null);
	}

}
