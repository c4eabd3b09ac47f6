package io.postsave.sample.audit;

import java.util.List;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Positive;

import org.springframework.data.domain.Limit;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Shows the log of changes, the newest first.
 */
@RestController
class AuditController {

	private final AuditRepository entries;

	AuditController(AuditRepository entries) {
		this.entries = entries;
	}

	@GetMapping("/api/audit")
	List<AuditLine> list(@RequestParam(defaultValue = "100") @Positive @Max(1000) int limit) {
		return this.entries.findAllByOrderByIdDesc(Limit.of(limit));
	}

}
