package io.postsave.sample.summary;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Shows the authors with the most books.
 */
@RestController
class SummaryController {

	private final Summary summary;

	SummaryController(Summary summary) {
		this.summary = summary;
	}

	@GetMapping("/api/summary")
	BooksByAuthor booksByAuthor() {
		return this.summary.booksByAuthor();
	}

}
