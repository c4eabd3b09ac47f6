package io.postsave.autoconfigure;

import java.util.List;

import io.postsave.listener.PostSaveListeners;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * Warns of plain listener methods in parent contexts: they belong to the parent, which
 * does not know of a delivery after the commit.
 */
final class ParentListenersCheck {

	private static final Log logger = LogFactory.getLog(ParentListenersCheck.class);

	private ParentListenersCheck() {
	}

	static void verify(ConfigurableApplicationContext context) {
		if (context.getParent() instanceof ConfigurableApplicationContext parent) {
			List<String> names = new PostSaveListeners(parent).namesOfUndecidedMethods();
			if (!names.isEmpty()) {
				logger.warn("Listener methods of a parent context are told of saves in the transaction, though "
						+ "'post-save.delivery' is 'after-commit': " + String.join(", ", names)
						+ ". Move them into this context, make them @TransactionalEventListener methods, or have "
						+ "post-save in that context, too, where they may choose by @AfterCommit or @InTransaction.");
			}
		}
	}

}
