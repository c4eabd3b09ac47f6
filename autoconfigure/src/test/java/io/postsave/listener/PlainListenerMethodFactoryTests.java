package io.postsave.listener;

import java.lang.reflect.Method;
import java.util.List;

import io.postsave.AfterCommit;
import io.postsave.InTransaction;
import io.postsave.PostSaveEvent;
import io.postsave.bookshop.Book;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.DefaultSingletonBeanRegistry;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ApplicationListenerMethodAdapter;
import org.springframework.context.event.DefaultEventListenerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.context.event.EventListenerFactory;
import org.springframework.core.Ordered;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.event.TransactionalEventListenerFactory;
import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link PlainListenerMethodFactory}: which methods it adapts, and to what.
 */
class PlainListenerMethodFactoryTests {

	private final DefaultListableBeanFactory beanFactory = new DefaultListableBeanFactory();

	private final InTransactionPublication publication = new InTransactionPublication((event) -> {
	});

	private final NamedAttributes attributes = new NamedAttributes(null, (type) -> false, () -> true);

	private boolean afterCommit;

	private final PlainListenerMethodFactory factory = new PlainListenerMethodFactory(this.beanFactory,
			ListenerCalls::new, () -> this.publication, () -> this.afterCommit, () -> this.attributes);

	@ParameterizedTest
	@CsvSource(textBlock = """
			save,          true
			variable,      true
			transactional, false
			string,        false
			notAnnotated,  false
			""")
	void plainMethodsThatMayHearSavesAreSupported(String method, boolean supported) {
		assertThat(this.factory.supportsMethod(method(method))).isEqualTo(supported);
	}

	@Test
	void itIsAskedBetweenSpringsFactories() {
		assertThat(this.factory.getOrder()).isGreaterThan(new TransactionalEventListenerFactory().getOrder())
			.isLessThan(new DefaultEventListenerFactory().getOrder());
	}

	@Test
	void adapterIsThatOfTheDelivery() {
		assertThat(adapterOf("save", Listeners.class)).isInstanceOf(InTransactionListenerMethod.class);
		this.afterCommit = true;
		assertThat(adapterOf("save", Listeners.class)).isInstanceOf(AfterCommitListenerMethod.class);
	}

	@Test
	void methodThatHearsNoSavesInItsBeansClassIsLeftToTheNextFactoryThatSupportsIt() {
		ApplicationListener<?> other = (event) -> {
		};
		this.beanFactory.registerSingleton("before", new OtherFactory(other, 99, true));
		this.beanFactory.registerSingleton("ours", this.factory);
		this.beanFactory.registerSingleton("unsupporting", new OtherFactory(other, 101, false));
		assertThat(adapterOf("variable", Strings.class)).isExactlyInstanceOf(ApplicationListenerMethodAdapter.class);
		this.beanFactory.registerSingleton("behind", new OtherFactory(other, 102, true));
		assertThat(adapterOf("variable", Strings.class)).isSameAs(other);
		assertThat(adapterOf("variable", Books.class)).isInstanceOf(InTransactionListenerMethod.class);
	}

	/**
	 * The listener of a bean behind its interfaces' proxy is the interface's method,
	 * which need not be annotated.
	 */
	@Test
	void methodBehindAnInterfaceIsToldWhenItHasChosenTo() throws NoSuchMethodException {
		for (boolean byDefault : new boolean[] { false, true }) {
			this.afterCommit = byDefault;
			assertThat(listener("now", PostSaveEvent.class)).isInstanceOf(InTransactionListenerMethod.class);
			assertThat(listener("later", PostSaveEvent.class)).isInstanceOf(AfterCommitListenerMethod.class);
			assertThat(listener("list", List.class)).isInstanceOfSatisfying(ListListenerMethod.class,
					(list) -> assertThat(list.isAfterCommit()).isTrue());
		}
	}

	private ApplicationListener<?> listener(String name, Class<?> parameterType) throws NoSuchMethodException {
		return this.factory.createApplicationListener("behind", Behind.class,
				InFront.class.getMethod(name, parameterType));
	}

	@Test
	void methodThatHearsNoSavesGetsSpringsAdapterWhereOtherFactoriesAreNotKnown() {
		PlainListenerMethodFactory alone = new PlainListenerMethodFactory(new DefaultSingletonBeanRegistry(),
				ListenerCalls::new, () -> this.publication, () -> false, () -> this.attributes);
		assertThat(alone.createApplicationListener("listeners", Strings.class, method("variable")))
			.isExactlyInstanceOf(ApplicationListenerMethodAdapter.class);
	}

	private ApplicationListener<?> adapterOf(String method, Class<?> beanClass) {
		return this.factory.createApplicationListener("listeners", beanClass, method(method));
	}

	private static Method method(String name) {
		return ReflectionUtils.getUniqueDeclaredMethods(Listeners.class,
				(candidate) -> candidate.getName().equals(name))[0];
	}

	static class Listeners<E> {

		@EventListener
		void save(PostSaveEvent<Book> event) {
		}

		@EventListener
		void variable(E event) {
		}

		@TransactionalEventListener
		void transactional(PostSaveEvent<Book> event) {
		}

		@EventListener
		void string(String event) {
		}

		void notAnnotated(PostSaveEvent<Book> event) {
		}

	}

	static class Strings extends Listeners<String> {

	}

	static class Books extends Listeners<PostSaveEvent<Book>> {

	}

	/**
	 * Makes one and the same listener.
	 */
	private record OtherFactory(ApplicationListener<?> listener, int order,
			boolean supporting) implements EventListenerFactory, Ordered {

		@Override
		public int getOrder() {
			return this.order;
		}

		@Override
		public boolean supportsMethod(Method method) {
			return this.supporting;
		}

		@Override
		public ApplicationListener<?> createApplicationListener(String beanName, Class<?> type, Method method) {
			return this.listener;
		}

	}

	interface InFront {

		void now(PostSaveEvent<Book> event);

		void later(PostSaveEvent<Book> event);

		void list(List<PostSaveEvent<Book>> events);

	}

	static class Behind implements InFront {

		@Override
		@EventListener
		@InTransaction
		public void now(PostSaveEvent<Book> event) {
		}

		@Override
		@EventListener
		@AfterCommit
		public void later(PostSaveEvent<Book> event) {
		}

		@Override
		@EventListener
		@AfterCommit
		public void list(List<PostSaveEvent<Book>> events) {
		}

	}

}
