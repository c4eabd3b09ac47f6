package io.postsave.listener;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import io.postsave.PostSaveEvent;
import io.postsave.bookshop.Book;
import io.postsave.test.TestPostSave;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.context.event.SimpleApplicationEventMulticaster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Tests of {@link AfterCommitListenerMethod}: it is told when it is called for that, and
 * of what the application publishes.
 */
class AfterCommitListenerMethodTests {

	private final List<String> told = new ArrayList<>();

	private final List<Runnable> tasks = new ArrayList<>();

	private final PostSaveEvent<?> one = TestPostSave.created(new Book("one"), 1L);

	private final PostSaveEvent<?> two = TestPostSave.created(new Book("two"), 2L);

	private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

	private final InTransactionPublication publication = new InTransactionPublication(this.context);

	@BeforeEach
	void start() {
		this.context.registerBean(PlainListenerMethodFactory.class,
				() -> new PlainListenerMethodFactory(this.context.getDefaultListableBeanFactory(), ListenerCalls::new,
						() -> this.publication, () -> true,
						() -> new NamedAttributes(null, (type) -> false, () -> true)));
		this.context.registerBean(Listeners.class, () -> new Listeners(this.told));
		this.context.refresh();
	}

	@AfterEach
	void stop() {
		this.context.close();
	}

	@Test
	void eventIsToldWhenItIsDelivered() throws Throwable {
		listener("on").deliver(this.one);
		assertThat(this.told).containsExactly("one");
	}

	@Test
	void whatIsPublishedInTheTransactionIsDeclined() {
		this.publication.publish(this.one);
		assertThat(this.told).isEmpty();
	}

	@Test
	void whatIsPublishedInTheTransactionIsDeclinedOnThatThreadThoughListenersHaveAnExecutor() {
		this.context.getBean(SimpleApplicationEventMulticaster.class).setTaskExecutor(this.tasks::add);
		this.publication.publish(this.one);
		this.tasks.forEach(Runnable::run);
		assertThat(this.told).isEmpty();
	}

	@Test
	void whatTheApplicationPublishesIsToldAtOnce() {
		this.context.publishEvent(this.one);
		assertThat(this.told).containsExactlyInAnyOrder("one", "conditional one", "failing one");
	}

	@Test
	void multicasterThatAsksBeforeItCallsIsDeclinedToo() {
		AfterCommitListenerMethod on = listener("on");
		List<Boolean> answers = new ArrayList<>();
		this.context.addApplicationListener((PostSaveEvent<?> event) -> answers.add(on.shouldHandle(event)));
		this.publication.publish(this.one);
		assertThat(answers).containsExactly(false);
		assertThat(on.shouldHandle(this.one)).isTrue();
		assertThat(listener("conditional").shouldHandle(this.one)).isTrue();
		assertThat(listener("conditional").shouldHandle(this.two)).isFalse();
	}

	@Test
	void conditionHoldsWhenItIsDelivered() throws Throwable {
		listener("conditional").deliver(this.two);
		assertThat(this.told).isEmpty();
		listener("conditional").deliver(this.one);
		assertThat(this.told).containsExactly("conditional one");
	}

	@Test
	void methodWithoutDefaultExecutionIsNeverTold() throws Throwable {
		listener("withoutDefaultExecution").deliver(this.one);
		assertThat(this.told).isEmpty();
	}

	@Test
	void uncheckedExceptionIsThrownAsItIs() {
		IllegalStateException failure = new IllegalStateException("unchecked");
		bean().failure = failure;
		assertThatThrownBy(() -> listener("failing").deliver(this.one)).isSameAs(failure);
	}

	@Test
	void checkedExceptionIsThrownAsItIs() {
		IOException failure = new IOException("checked");
		bean().failure = failure;
		assertThatThrownBy(() -> listener("failing").deliver(this.one)).isSameAs(failure);
	}

	private Listeners bean() {
		return this.context.getBean(Listeners.class);
	}

	private AfterCommitListenerMethod listener(String method) {
		return this.context.getApplicationListeners()
			.stream()
			.filter(AfterCommitListenerMethod.class::isInstance)
			.map(AfterCommitListenerMethod.class::cast)
			.filter((listener) -> listener.getListenerId().contains("." + method + "("))
			.findFirst()
			.orElseThrow();
	}

	static class Listeners {

		private final List<String> told;

		private @Nullable Throwable failure;

		Listeners(List<String> told) {
			this.told = told;
		}

		@EventListener
		void on(PostSaveEvent<Book> event) {
			this.told.add(event.getEntity().getTitle());
		}

		@EventListener(condition = "#event.entity.title == 'one'")
		void conditional(PostSaveEvent<Book> event) {
			this.told.add("conditional " + event.getEntity().getTitle());
		}

		@EventListener(defaultExecution = false)
		void withoutDefaultExecution(PostSaveEvent<Book> event) {
			this.told.add("never");
		}

		@EventListener
		void failing(PostSaveEvent<Book> event) throws Throwable {
			if (this.failure != null) {
				throw this.failure;
			}
			this.told.add("failing " + event.getEntity().getTitle());
		}

	}

}
