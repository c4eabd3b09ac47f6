package io.postsave.sample.live;

import io.postsave.PostSaveEvent;

import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/**
 * A listener refuses a save. Whoever saved gets this very exception.
 */
class SaveRefusedException extends ErrorResponseException {

	private static final long serialVersionUID = 1L;

	SaveRefusedException(PostSaveEvent<?> event) {
		super(HttpStatus.UNPROCESSABLE_CONTENT);
		setTitle("Refused by a listener");
		setDetail("FailingListener refused to save the " + event.getEntityType().getSimpleName()
				+ ": all was rolled back, and nobody is told after the commit.");
	}

}
