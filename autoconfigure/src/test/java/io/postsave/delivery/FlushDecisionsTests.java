package io.postsave.delivery;

import io.postsave.delivery.FakeEntity.Author;
import io.postsave.delivery.FakeEntity.Book;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FlushDecisions}.
 */
class FlushDecisionsTests {

	private final FakeSession session = new FakeSession(null);

	@ParameterizedTest
	@CsvSource({ "false, false, true", "true, false, false", "false, true, false", "true, true, false" })
	void flushIsBroughtForwardUnlessNobodyButTheApplicationFlushes(boolean readOnly, boolean manual,
			boolean broughtForward) {
		FlushDecisions decisions = new FlushDecisions((type) -> false);
		assertThat(decisions.isBroughtForward(session(manual), readOnly, true)).isEqualTo(broughtForward);
	}

	@ParameterizedTest
	@CsvSource({ "false, false, true", "true, false, true", "false, true, false", "true, true, true" })
	void roundIsFollowedByAFlushIfOneCameBeforeOrComesAtTheCommit(boolean flushedBefore, boolean manual,
			boolean flushed) {
		assertThat(FlushDecisions.isFlushedAfterRound(session(manual), flushedBefore)).isEqualTo(flushed);
	}

	@ParameterizedTest
	@CsvSource({ "true, true, true, true", "true, true, false, false", "true, false, true, false",
			"false, true, true, false", "false, false, true, false" })
	void flushOfTheCommitIsLeftOutIfNothingCanHaveChanged(boolean nothingWaits, boolean nobodyIsCalledBefore,
			boolean omittable, boolean leftOut) {
		FakeSession asked = omittable ? this.session : this.session.withoutOmittedFlushes();
		assertThat(FlushDecisions.leaveOutAtCommit(asked, nothingWaits, nobodyIsCalledBefore)).isEqualTo(leftOut);
		assertThat(asked.calls("omitFlushAtCommit")).hasSize((nothingWaits && nobodyIsCalledBefore) ? 1 : 0);
	}

	@ParameterizedTest
	@CsvSource({ "true, false, true", "true, true, false", "false, false, false", "false, true, false" })
	void sessionIsFlushedAtOnceInATransactionThatFlushes(boolean inTransaction, boolean manual, boolean flushed) {
		FakeSession asked = session(manual);
		assertThat(FlushDecisions.isFlushedAtOnce(inTransaction ? asked.inTransaction() : asked)).isEqualTo(flushed);
	}

	@Test
	void flushIsBroughtForwardIfItMayWriteWhatIsToldInTheTransaction() {
		this.session.save(FakeRow.created(new Book(1)));
		assertThat(new FlushDecisions(Book.class::equals).isBroughtForward(this.session, false, false)).isTrue();
		assertThat(new FlushDecisions(Author.class::equals).isBroughtForward(this.session, false, false)).isFalse();
	}

	private FakeSession session(boolean manual) {
		return manual ? this.session.flushedManually() : this.session;
	}

}
