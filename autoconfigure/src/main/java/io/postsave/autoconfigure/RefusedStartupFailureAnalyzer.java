package io.postsave.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Has Spring Boot report why a startup is refused, and what to do, in place of a stack
 * trace.
 */
final class RefusedStartupFailureAnalyzer extends AbstractFailureAnalyzer<RefusedStartupException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, RefusedStartupException cause) {
		return new FailureAnalysis(cause.reason(), cause.remedy(), cause);
	}

}
