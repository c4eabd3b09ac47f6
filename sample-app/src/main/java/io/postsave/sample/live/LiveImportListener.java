package io.postsave.sample.live;

import io.postsave.sample.books.ImportProgressed;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Shows how far an import is.
 */
@Component
class LiveImportListener {

	private final LiveLog log;

	LiveImportListener(LiveLog log) {
		this.log = log;
	}

	@EventListener
	void progressed(ImportProgressed event) {
		this.log.addPassing("import", event);
	}

}
