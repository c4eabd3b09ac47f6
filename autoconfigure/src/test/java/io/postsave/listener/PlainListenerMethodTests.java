package io.postsave.listener;

import java.util.ArrayList;
import java.util.List;

import io.postsave.PostSaveEvent;
import io.postsave.bookshop.Book;
import io.postsave.test.TestPostSave;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link PlainListenerMethod}: it finds the bean that Spring would find.
 */
class PlainListenerMethodTests {

	private static final List<Object> called = new ArrayList<>();

	@ParameterizedTest
	@ValueSource(strings = { BeanDefinition.SCOPE_SINGLETON, BeanDefinition.SCOPE_PROTOTYPE })
	void beanOfAScopeIsCalled(String scope) {
		try (AnnotationConfigApplicationContext context = contextWith(scope, BookListener.class)) {
			tell(context, 2);
			assertThat(called).hasSize(2).allSatisfy((bean) -> assertThat(bean).isInstanceOf(BookListener.class));
			assertThat(called.get(0) == called.get(1)).isEqualTo(scope.equals(BeanDefinition.SCOPE_SINGLETON));
		}
	}

	@Test
	void beanThatTookTheFirstOnesPlaceIsCalled() {
		try (AnnotationConfigApplicationContext context = contextWith(BeanDefinition.SCOPE_SINGLETON,
				BookListener.class)) {
			tell(context, 1);
			DefaultListableBeanFactory beanFactory = context.getDefaultListableBeanFactory();
			BookListener other = new BookListener();
			beanFactory.destroySingleton("listener");
			beanFactory.registerSingleton("listener", other);
			tell(context, 1);
			assertThat(called).hasSize(2).last().isSameAs(other);
			assertThat(called).first().isNotSameAs(other);
		}
	}

	@Test
	void beanThatIsMadeByAFactoryBeanIsCalled() {
		try (AnnotationConfigApplicationContext context = contextWith(BeanDefinition.SCOPE_SINGLETON,
				BookListenerFactory.class)) {
			tell(context, 1);
			assertThat(called).hasOnlyElementsOfType(BookListener.class).hasSize(1);
		}
	}

	private static AnnotationConfigApplicationContext contextWith(String scope, Class<?> beanClass) {
		called.clear();
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
		context.registerBean(PlainListenerMethodFactory.class,
				() -> new PlainListenerMethodFactory(context.getDefaultListableBeanFactory(), ListenerCalls::new,
						() -> new InTransactionPublication(context), () -> false,
						() -> new NamedAttributes(null, (type) -> false, () -> true)));
		RootBeanDefinition definition = new RootBeanDefinition(beanClass);
		definition.setScope(scope);
		context.registerBeanDefinition("listener", definition);
		context.refresh();
		assertThat(context.getApplicationListeners()).hasOnlyElementsOfType(InTransactionListenerMethod.class)
			.hasSize(1);
		return context;
	}

	private static void tell(AnnotationConfigApplicationContext context, int times) {
		for (int i = 0; i < times; i++) {
			context.publishEvent(TestPostSave.created(new Book("one"), 1L));
		}
	}

	/**
	 * Listens.
	 */
	static class BookListener {

		@EventListener
		void on(PostSaveEvent<Book> event) {
			called.add(this);
		}

	}

	/**
	 * Makes what listens.
	 */
	static class BookListenerFactory implements FactoryBean<BookListener> {

		@Override
		public BookListener getObject() {
			return new BookListener();
		}

		@Override
		public Class<?> getObjectType() {
			return BookListener.class;
		}

	}

}
