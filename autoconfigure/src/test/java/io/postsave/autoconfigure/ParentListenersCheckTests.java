package io.postsave.autoconfigure;

import io.postsave.PostSaveEvent;
import io.postsave.bookshop.Book;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link ParentListenersCheck}: which listeners it warns of.
 */
@ExtendWith(OutputCaptureExtension.class)
class ParentListenersCheckTests {

	private final AnnotationConfigApplicationContext grandparent = new AnnotationConfigApplicationContext();

	private final AnnotationConfigApplicationContext parent = new AnnotationConfigApplicationContext();

	private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

	@AfterEach
	void stop() {
		this.context.close();
		this.parent.close();
		this.grandparent.close();
	}

	@Test
	void methodsOfAllParentsAreNamedInOneWarning(CapturedOutput output) {
		this.grandparent.registerBean(First.class);
		this.parent.registerBean(Second.class);
		this.context.registerBean(Third.class);
		verify();
		assertThat(output.getOut().lines().filter((line) -> line.contains("parent context"))).singleElement()
			.asString()
			.contains("WARN", "First.on(", "Second.on(", "@TransactionalEventListener")
			.doesNotContain("Third.on(");
	}

	@Test
	void listenersThatAreNoMethodsAreNotWarnedOf(CapturedOutput output) {
		this.parent.registerBean(Listener.class);
		verify();
		assertThat(output).doesNotContain("parent context");
	}

	@Test
	void contextWithoutAParentIsNotWarnedOf(CapturedOutput output) {
		this.context.registerBean(Third.class);
		this.context.refresh();
		ParentListenersCheck.verify(this.context);
		assertThat(output).doesNotContain("parent context");
	}

	private void verify() {
		this.grandparent.refresh();
		this.parent.setParent(this.grandparent);
		this.parent.refresh();
		this.context.setParent(this.parent);
		this.context.refresh();
		ParentListenersCheck.verify(this.context);
	}

	static class First {

		@EventListener
		void on(PostSaveEvent<Book> event) {
		}

	}

	static class Second {

		@EventListener
		void on(PostSaveEvent<Book> event) {
		}

	}

	static class Third {

		@EventListener
		void on(PostSaveEvent<Book> event) {
		}

	}

	static class Listener implements ApplicationListener<PostSaveEvent<Book>> {

		@Override
		public void onApplicationEvent(PostSaveEvent<Book> event) {
		}

	}

}
