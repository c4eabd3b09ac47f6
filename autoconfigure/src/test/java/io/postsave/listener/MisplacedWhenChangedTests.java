package io.postsave.listener;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.reflect.Method;
import java.util.List;

import io.postsave.AfterCommit;
import io.postsave.PostSaveEvent;
import io.postsave.WhenChanged;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.event.EventListener;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests of {@link MisplacedAnnotations}, as far as {@link WhenChanged} is misplaced.
 */
class MisplacedWhenChangedTests {

	private final DefaultListableBeanFactory beanFactory = new DefaultListableBeanFactory();

	private final InTransactionPublication publication = new InTransactionPublication((event) -> {
	});

	private final PlainListenerMethodFactory plain = new PlainListenerMethodFactory(this.beanFactory,
			ListenerCalls::new, () -> this.publication, () -> false,
			() -> new NamedAttributes(null, (type) -> false, () -> true));

	private final TransactionalListenerMethodFactory transactional = new TransactionalListenerMethodFactory(
			this.beanFactory, ListenerCalls::new, () -> this.publication, NoEndedTransaction::new);

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			string   | (java.lang.String)
			any      | (java.lang.Object)
			anyEvent | (org.springframework.context.ApplicationEvent)
			strings  | (java.util.List)
			composed | (java.lang.String)
			""")
	void methodThatHearsNoSavesByTheirNameIsRefused(String method, String parameters) {
		assertThatIllegalStateException().isThrownBy(() -> this.plain.supportsMethod(method(method)))
			.withMessage("Listener method " + Listeners.class.getName() + "." + method + parameters
					+ " is annotated with @WhenChanged, but hears no save event by its name, and would be told of other "
					+ "events whatever that says. Declare PostSaveEvent, PostSaveEvent.Created, PostSaveEvent.Updated, "
					+ "PostDeleteEvent or PostWriteEvent as its parameter, or a List of one of them, or leave the annotation out.");
	}

	@Test
	void methodThatHearsNoSavesInItsBeansClassIsRefused() {
		assertThatIllegalStateException()
			.isThrownBy(() -> this.plain.createApplicationListener("strings", Strings.class, method("variable")))
			.withMessageContaining(
					".variable(java.lang.Object) is annotated with @WhenChanged, but hears no save event");
	}

	@Test
	void transactionalMethodIsRefused() {
		assertThatIllegalStateException().isThrownBy(() -> this.transactional.supportsMethod(method("transactional")))
			.withMessageContaining(".transactional(io.postsave.PostSaveEvent) is annotated with @AfterCommit and "
					+ "@WhenChanged and with @TransactionalEventListener, which has phases and a condition of its own. "
					+ "Make it a plain @EventListener, or leave out @AfterCommit and @WhenChanged.");
	}

	@Test
	void methodThatNamesNoAttributeIsRefused() {
		assertThatIllegalStateException()
			.isThrownBy(() -> this.plain.createApplicationListener("listeners", Listeners.class, method("empty")))
			.withMessage("Listener method " + Listeners.class.getName()
					+ ".empty(io.postsave.PostSaveEvent) is annotated "
					+ "with @WhenChanged, but names no attribute. Name those of which one has to be changed, or leave the "
					+ "annotation out.");
	}

	private static Method method(String name) {
		return ReflectionUtils.getUniqueDeclaredMethods(Listeners.class,
				(candidate) -> candidate.getName().equals(name))[0];
	}

	static class Listeners<E> {

		@EventListener
		@WhenChanged("status")
		void string(String event) {
		}

		@EventListener
		@WhenChanged("status")
		void any(Object event) {
		}

		@EventListener
		@WhenChanged("status")
		void anyEvent(ApplicationEvent event) {
		}

		@EventListener
		@WhenChanged("status")
		void strings(List<String> events) {
		}

		@StatusListener
		void composed(String event) {
		}

		@EventListener
		@WhenChanged("status")
		void variable(E event) {
		}

		@TransactionalEventListener
		@WhenChanged("status")
		@AfterCommit
		void transactional(PostSaveEvent<?> event) {
		}

		@EventListener
		@WhenChanged({})
		void empty(PostSaveEvent<?> event) {
		}

	}

	static class Strings extends Listeners<String> {

	}

	@EventListener
	@WhenChanged("status")
	@Retention(RetentionPolicy.RUNTIME)
	@interface StatusListener {

	}

}
