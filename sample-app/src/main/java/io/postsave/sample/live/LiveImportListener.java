package io.postsave.sample.live;

import io.postsave.sample.books.ImportProgressed;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Shows how far an import is.
 */
@Component
class LiveImportListener {

	private final LiveStream stream;

	LiveImportListener(LiveStream stream) {
		this.stream = stream;
	}

	@EventListener
	void progressed(ImportProgressed event) {
		this.stream.sendPassing("import", event);
	}

}
