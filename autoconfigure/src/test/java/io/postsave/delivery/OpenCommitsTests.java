package io.postsave.delivery;

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
	void otherThreadHasItsOwn() throws InterruptedException {
		this.commits.begin(this.outer);
		Thread thread = new Thread(() -> assertThat(this.commits.isAny()).isFalse());
		thread.start();
		thread.join();
	}

}
