package io.postsave.sample.summary;

import java.util.List;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Shows how many books there are of each author, the most first.
 */
@RestController
class SummaryController {

	private final Summary summary;

	SummaryController(Summary summary) {
		this.summary = summary;
	}

	@GetMapping("/api/summary")
	List<AuthorSummary> booksByAuthor() {
		return this.summary.booksByAuthor();
	}

}
