package io.postsave.delivery;

import java.util.concurrent.atomic.AtomicBoolean;

import io.postsave.delivery.FakeEntity.Author;
import io.postsave.delivery.FakeEntity.Book;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Mutes}.
 */
class MutesTests {

	private final Mutes mutes = new Mutes();

	@Test
	void nothingIsMutedOutsideOfABlock() {
		assertThat(this.mutes.isMuted(Book.class)).isFalse();
		this.mutes.begin(Book.class);
		this.mutes.end();
		assertThat(this.mutes.isMuted(Book.class)).isFalse();
	}

	@Test
	void typeIsMutedWithItsSubclasses() {
		this.mutes.begin(FakeEntity.class);
		assertThat(this.mutes.isMuted(Book.class)).isTrue();
		this.mutes.end();
		this.mutes.begin(Book.class);
		assertThat(this.mutes.isMuted(FakeEntity.class)).isFalse();
		assertThat(this.mutes.isMuted(Author.class)).isFalse();
	}

	@Test
	void blockWithinAnotherMutesMore() {
		this.mutes.begin(Book.class);
		this.mutes.begin(Author.class);
		assertThat(this.mutes.isMuted(Book.class)).isTrue();
		assertThat(this.mutes.isMuted(Author.class)).isTrue();
		this.mutes.end();
		assertThat(this.mutes.isMuted(Book.class)).isTrue();
		assertThat(this.mutes.isMuted(Author.class)).isFalse();
	}

	@Test
	void endWithoutABeginningDoesNothing() {
		this.mutes.end();
		assertThat(this.mutes.isMuted(Book.class)).isFalse();
	}

	@Test
	void blockHoldsForItsThread() throws InterruptedException {
		AtomicBoolean muted = new AtomicBoolean(true);
		this.mutes.begin(Object.class);
		Thread thread = new Thread(() -> muted.set(this.mutes.isMuted(Book.class)));
		thread.start();
		thread.join();
		assertThat(muted).isFalse();
	}

}
