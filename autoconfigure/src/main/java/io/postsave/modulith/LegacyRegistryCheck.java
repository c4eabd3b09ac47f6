package io.postsave.modulith;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.core.env.Environment;

/**
 * Warns of a registry that does not know which of its events have failed.
 */
final class LegacyRegistryCheck {

	private static final Log logger = LogFactory.getLog(LegacyRegistryCheck.class);

	private static final String SETTING = "spring.modulith.events.jdbc.use-legacy-structure";

	private LegacyRegistryCheck() {
	}

	static void warn(Environment environment) {
		if (environment.getProperty(SETTING, Boolean.class, false)) {
			logger.warn(SETTING
					+ "=true has Spring Modulith keep its events without a status, so that it finds none that "
					+ "have failed: no event is resubmitted by post-save. Let a migration add the columns of the present "
					+ "structure, or resubmit by Spring Modulith's IncompleteEventPublications");
		}
	}

}
