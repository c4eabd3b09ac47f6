package io.postsave.autoconfigure;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.aot.AotDetector;
import org.springframework.context.ApplicationContext;

/**
 * Warns that an application tells of no save although it is run with post-save switched
 * on, as it was processed ahead of time with post-save switched off.
 */
final class BuiltOffCheck {

	private static final Log logger = LogFactory.getLog(BuiltOffCheck.class);

	private BuiltOffCheck() {
	}

	static void verify(ApplicationContext context) {
		if (AotDetector.useGeneratedArtifacts() && OnSwitchedOn.isEnabled(context.getEnvironment())
				&& OnNothingTold.missingIn(context.getClassLoader()) == null) {
			logger.warn("No save is told to anybody: 'post-save.enabled' was false when this application was processed "
					+ "ahead of time, and cannot be switched on now. Process it with 'post-save.enabled' true, and switch "
					+ "it off where it is not to run.");
		}
	}

}
