package io.postsave.sample.books;

import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/**
 * A line of a CSV file is wrong, so that none is imported.
 */
class MalformedCsvException extends ErrorResponseException {

	private static final long serialVersionUID = 1L;

	MalformedCsvException(long line, String problem) {
		super(HttpStatus.BAD_REQUEST);
		setTitle("Malformed CSV");
		setDetail("Line " + line + ": " + problem + ". Nothing was imported.");
		getBody().setProperty("line", line);
	}

}
