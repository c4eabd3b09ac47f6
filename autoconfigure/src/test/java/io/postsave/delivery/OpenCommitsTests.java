package io.postsave.delivery;

import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;

import org.springframework.transaction.support.SimpleTransactionStatus;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link OpenCommits}.
 */
class OpenCommitsTests {

	private final OpenCommits commits = new OpenCommits();

	private final SimpleTransactionStatus outer = new SimpleTransactionStatus();

	private final SimpleTransactionStatus inner = new SimpleTransactionStatus();

	@Test
	void commitIsOpenUntilItEnds() {
		assertThat(this.commits.isAny()).isFalse();
		this.commits.begin(this.outer);
		this.commits.begin(this.inner);
		assertThat(this.commits.end(this.inner)).isNotNull();
		assertThat(this.commits.isAny()).isTrue();
		assertThat(this.commits.end(this.outer)).isNotNull();
		assertThat(this.commits.isAny()).isFalse();
	}

	@Test
	void commitEndsOnce() {
		this.commits.begin(this.outer);
		assertThat(this.commits.end(this.outer)).isNotNull();
		assertThat(this.commits.end(this.outer)).isNull();
		assertThat(this.commits.end(this.inner)).isNull();
	}

	@Test
	void endOfTheOuterOneEndsTheInnerOne() {
		this.commits.begin(this.outer);
		this.commits.begin(this.inner);
		this.commits.end(this.outer);
		assertThat(this.commits.isAny()).isFalse();
	}

	@Test
	void commitWhoseEndWasNotToldIsForgottenWithItsTransaction() {
		this.commits.begin(this.outer);
		this.outer.setCompleted();
		assertThat(this.commits.isAny()).isFalse();
		this.commits.begin(this.inner);
		assertThat(this.commits.end(this.outer)).isNull();
		assertThat(this.commits.isAny()).isTrue();
	}

	@Test
	void commitThatBeginsTwiceIsOne() {
		Commit commit = this.commits.begin(this.outer);
		assertThat(this.commits.begin(this.outer)).isSameAs(commit);
		this.commits.end(this.outer);
		assertThat(this.commits.isAny()).isFalse();
	}

	@Test
	void commitBeginsWithinTheOneThatIsOpen() {
		Commit outerCommit = this.commits.begin(this.outer);
		assertThat(outerCommit.outer()).isNull();
		assertThat(this.commits.begin(this.inner).outer()).isSameAs(outerCommit);
	}

	@Test
	void commitDoesNotBeginWithinOneWhoseTransactionIsOver() {
		this.commits.begin(this.outer);
		this.outer.setCompleted();
		assertThat(this.commits.begin(this.inner).outer()).isNull();
	}

	@Test
	void commitThatASessionIsToldInBeforeIsFoundWhereverItIs() {
		FakeSession outerSession = new FakeSession(null);
		FakeSession innerSession = new FakeSession(null);
		Commit outerCommit = this.commits.begin(this.outer);
		outerCommit.tellsIn(outerSession, true, 0);
		Commit innerCommit = this.commits.begin(this.inner);
		innerCommit.tellsIn(innerSession, true, 0);
		assertThat(this.commits.tellingIn(innerSession)).isSameAs(innerCommit);
		assertThat(this.commits.tellingIn(outerSession)).isSameAs(outerCommit);
		assertThat(this.commits.tellingIn(new FakeSession(null))).isNull();
		this.commits.end(this.inner);
		assertThat(this.commits.tellingIn(innerSession)).isNull();
	}

	@Test
	void committedSessionIsThatOfTheInnermostCommit() {
		FakeSession session = new FakeSession(null);
		this.commits.committed(session);
		Commit outerCommit = this.commits.begin(this.outer);
		Commit innerCommit = this.commits.begin(this.inner);
		this.commits.committed(session);
		assertThat(innerCommit.committed()).isSameAs(session);
		assertThat(outerCommit.committed()).isNull();
	}

	@Test
	void otherThreadHasItsOwn() throws InterruptedException {
		this.commits.begin(this.outer);
		AtomicBoolean any = new AtomicBoolean(true);
		Thread thread = new Thread(() -> any.set(this.commits.isAny()));
		thread.start();
		thread.join();
		assertThat(any).isFalse();
	}

}
