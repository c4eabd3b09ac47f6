package io.postsave.listener;

import java.util.ArrayList;
import java.util.List;

import io.postsave.PostSaveEvent;
import io.postsave.bookshop.Book;
import io.postsave.test.TestPostSave;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests of {@link InTransactionPublication}: it knows what it is publishing.
 */
class InTransactionPublicationTests {

	private final PostSaveEvent<?> first = TestPostSave.created(new Book("one"), 1L);

	private final PostSaveEvent<?> second = TestPostSave.created(new Book("two"), 2L);

	private final List<Object> published = new ArrayList<>();

	private Runnable whilePublishing = () -> {
	};

	private final InTransactionPublication publication = new InTransactionPublication((event) -> {
		this.published.add(event);
		this.whilePublishing.run();
	});

	@BeforeEach
	void watch() {
		this.publication.watch();
	}

	@Test
	void eventIsBeingPublishedUntilItIs() {
		this.whilePublishing = () -> {
			assertThat(this.publication.isPublishing(this.first)).isTrue();
			assertThat(this.publication.isPublishing(this.second)).isFalse();
		};
		assertThat(this.publication.isPublishing(this.first)).isFalse();
		this.publication.publish(this.first);
		assertThat(this.publication.isPublishing(this.first)).isFalse();
		assertThat(this.published).containsExactly(this.first);
	}

	@Test
	void outerEventIsBeingPublishedAgainAfterAnInnerOne() {
		this.whilePublishing = () -> {
			this.whilePublishing = () -> {
				assertThat(this.publication.isPublishing(this.second)).isTrue();
				assertThat(this.publication.isPublishing(this.first)).isFalse();
			};
			this.publication.publish(this.second);
			assertThat(this.publication.isPublishing(this.first)).isTrue();
			assertThat(this.publication.isPublishing(this.second)).isFalse();
		};
		this.publication.publish(this.first);
		assertThat(this.published).containsExactly(this.first, this.second);
	}

	@Test
	void eventIsPublishedNoMoreOnceAListenerHasFailed() {
		this.whilePublishing = () -> {
			throw new IllegalStateException("listener");
		};
		assertThatIllegalStateException().isThrownBy(() -> this.publication.publish(this.first))
			.withMessage("listener");
		assertThat(this.publication.isPublishing(this.first)).isFalse();
	}

	@Test
	void eventIsNotBeingPublishedOnOtherThreads() {
		List<Boolean> elsewhere = new ArrayList<>();
		this.whilePublishing = () -> {
			Thread other = new Thread(() -> elsewhere.add(this.publication.isPublishing(this.first)));
			other.start();
			try {
				other.join();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		};
		this.publication.publish(this.first);
		assertThat(elsewhere).containsExactly(false);
	}

}
