package io.postsave.delivery;

import io.postsave.PostSaveErrorHandler;
import io.postsave.PostWriteEvent;
import io.postsave.PostSaveFailure;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Logs failures at ERROR, naming the entity but none of its content.
 */
public final class LoggingErrorHandler implements PostSaveErrorHandler {

	private static final Log logger = LogFactory.getLog(LoggingErrorHandler.class);

	@Override
	public void handle(PostSaveFailure failure) {
		PostWriteEvent<?> event = failure.event();
		logger.error(
				"Listener " + failure.listener() + " failed after the commit that " + WriteKind.of(event).participle()
						+ " " + event.getEntityType().getName() + " with id " + event.getId() + " in persistence unit '"
						+ event.getPersistenceUnit() + "'. The write stays committed, and other listeners are told.",
				failure.error());
	}

}
