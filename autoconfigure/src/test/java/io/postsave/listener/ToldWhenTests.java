package io.postsave.listener;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.transaction.event.TransactionPhase;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link ToldWhen}: what phases mean.
 */
class ToldWhenTests {

	@ParameterizedTest
	@CsvSource(textBlock = """
			BEFORE_COMMIT,    in-transaction,   in the transaction
			AFTER_COMMIT,     after-commit,     after the commit
			AFTER_ROLLBACK,   after-rollback,   after the rollback
			AFTER_COMPLETION, after-completion, after the end of the transaction
			""")
	void phaseDecidesWhenATransactionalMethodIsTold(TransactionPhase phase, String delivery, String words) {
		assertThat(ToldWhen.in(phase)).returns(delivery, ToldWhen::delivery).returns(words, ToldWhen::words);
	}

}
