package io.postsave.delivery;

import org.junit.jupiter.api.Test;

import org.springframework.transaction.support.SimpleTransactionStatus;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Commit}.
 */
class CommitTests {

	private final SimpleTransactionStatus transaction = new SimpleTransactionStatus();

	private final Commit commit = new Commit(this.transaction, null);

	private final FakeSession session = new FakeSession(null);

	@Test
	void commitIsOfItsTransactionUntilThatIsCompleted() {
		assertThat(this.commit.isOf(this.transaction)).isTrue();
		assertThat(this.commit.isOf(new SimpleTransactionStatus())).isFalse();
		assertThat(this.commit.isOver()).isFalse();
		this.transaction.setCompleted();
		assertThat(this.commit.isOver()).isTrue();
	}

	@Test
	void roundIsToldInOneSession() {
		this.commit.tellsIn(this.session, true, 2);
		assertThat(this.commit.tells(this.session)).isTrue();
		assertThat(this.commit.tells(new FakeSession(null))).isFalse();
		assertThat(this.commit.isFlushing()).isTrue();
		assertThat(this.commit.round()).isEqualTo(2);
	}

	@Test
	void listenersFailureIsThatOfItsRound() {
		this.commit.tellsIn(this.session, true, 0);
		RuntimeException failure = new IllegalStateException();
		this.commit.listenerFailed(failure);
		assertThat(this.commit.listenerFailure()).isSameAs(failure);
		this.commit.tellsIn(this.session, false, 1);
		assertThat(this.commit.listenerFailure()).isNull();
	}

	@Test
	void committedSessionIsKnown() {
		assertThat(this.commit.committed()).isNull();
		this.commit.committed(this.session);
		assertThat(this.commit.committed()).isSameAs(this.session);
	}

}
