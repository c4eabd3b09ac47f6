package io.postsave.modulith;

import io.postsave.PostWriteEvent;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Reports events that are resubmitted no more. An event's own description has its type
 * and identifier, and nothing of its content.
 */
final class GivenUp {

	private static final Log logger = LogFactory.getLog(GivenUp.class);

	private GivenUp() {
	}

	static void report(PostWriteEvent<?> event, OwedCall call, @Nullable Throwable lastFailure) {
		logger.error(event + " is not delivered to " + call.listenerId()
				+ " any more: as many calls as 'post-save.modulith.max-attempts' says have failed. It stays in Spring "
				+ "Modulith's registry. Remove the cause, then restart the application or resubmit it by "
				+ "IncompleteEventPublications.", lastFailure);
	}

}
