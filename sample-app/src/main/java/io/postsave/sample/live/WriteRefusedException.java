package io.postsave.sample.live;

import io.postsave.PostDeleteEvent;
import io.postsave.PostWriteEvent;

import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/**
 * A listener refuses a save or deletion. Whoever asked for it gets this very exception.
 */
class WriteRefusedException extends ErrorResponseException {

	private static final long serialVersionUID = 1L;

	WriteRefusedException(PostWriteEvent<?> event) {
		super(HttpStatus.UNPROCESSABLE_CONTENT);
		setTitle("Refused by a listener");
		setDetail("FailingListener refused to " + ((event instanceof PostDeleteEvent) ? "delete" : "save") + " the "
				+ event.getEntityType().getSimpleName()
				+ ": all was rolled back, and nobody is told after the commit.");
	}

}
