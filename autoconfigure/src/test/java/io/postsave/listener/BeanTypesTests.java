package io.postsave.listener;

import java.util.List;
import java.util.Objects;
import java.util.Set;

import io.postsave.bookshop.Book;
import io.postsave.library.catalog.Cat;
import org.junit.jupiter.api.Test;

import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.config.BeanDefinitionHolder;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.ResolvableType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link BeanTypes}: it knows the type arguments that a bean's definition names.
 */
class BeanTypesTests {

	private static final ResolvableType INDEXER_OF_BOOKS = ResolvableType.forClassWithGenerics(Indexer.class,
			Book.class);

	private final DefaultListableBeanFactory beanFactory = new DefaultListableBeanFactory();

	@Test
	void argumentIsThatOfTheMethodThatMakesTheBean() {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext(Beans.class)) {
			assertThat(argumentOf(context.getBeanFactory(), "books")).isEqualTo(Book.class);
			assertThat(argumentOf(context.getBeanFactory(), "cats")).isEqualTo(Cat.class);
		}
	}

	@Test
	void argumentIsThatOfTheDefinedType() {
		define("books", INDEXER_OF_BOOKS);
		assertThat(argumentOf(this.beanFactory, "books")).isEqualTo(Book.class);
	}

	@Test
	void argumentIsThatOfWhatAFactoryBeanMakes() {
		define("books", ResolvableType.forClassWithGenerics(FactoryBean.class, INDEXER_OF_BOOKS));
		assertThat(argumentOf(this.beanFactory, "books")).isEqualTo(Book.class);
	}

	@Test
	void argumentOfAScopedProxyIsThatOfItsTarget() {
		RootBeanDefinition target = new RootBeanDefinition(Indexer.class);
		target.setTargetType(INDEXER_OF_BOOKS);
		BeanDefinitionHolder proxy = ScopedProxyUtils.createScopedProxy(new BeanDefinitionHolder(target, "books"),
				this.beanFactory, true);
		this.beanFactory.registerBeanDefinition("books", proxy.getBeanDefinition());
		assertThat(argumentOf(this.beanFactory, "books")).isEqualTo(Book.class);
	}

	@Test
	void argumentOfTheClassComesBeforeThatOfAMethodThatSaysLess() {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext(Beans.class)) {
			assertThat(argument(BeanTypes.of(context.getBeanFactory(), "anything", BookIndexer.class)))
				.isEqualTo(Book.class);
		}
	}

	@Test
	void argumentOfABeanWithoutADefinitionIsNotKnown() {
		this.beanFactory.registerSingleton("registered", new Indexer<>());
		for (Object beans : List.of(this.beanFactory, Set.of())) {
			GenericType type = BeanTypes.of(beans, "registered", Indexer.class);
			assertThat(type.type().resolve()).isEqualTo(Indexer.class);
			assertThat(argument(type)).isEqualTo(Object.class);
		}
	}

	private void define(String name, ResolvableType type) {
		RootBeanDefinition definition = new RootBeanDefinition();
		definition.setTargetType(type);
		this.beanFactory.registerBeanDefinition(name, definition);
	}

	private static Class<?> argumentOf(Object beanFactory, String name) {
		return argument(BeanTypes.of(beanFactory, name, Indexer.class));
	}

	private static Class<?> argument(GenericType beanType) {
		ResolvableType variable = ResolvableType.forType(Indexer.class.getTypeParameters()[0]);
		return Objects.requireNonNull(GenericType.of(variable, beanType).type().resolve(Object.class));
	}

	static class Indexer<T> {

	}

	static class BookIndexer extends Indexer<Book> {

	}

	@Configuration(proxyBeanMethods = false)
	static class Beans {

		@Bean
		Indexer<Book> books() {
			return new Indexer<>();
		}

		@Bean
		static Indexer<Cat> cats() {
			return new Indexer<>();
		}

		@Bean
		Indexer<?> anything() {
			return new BookIndexer();
		}

	}

}
