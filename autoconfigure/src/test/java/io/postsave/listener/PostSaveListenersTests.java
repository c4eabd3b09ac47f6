package io.postsave.listener;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.postsave.PostSaveEvent;
import io.postsave.bookshop.Book;
import io.postsave.library.catalog.Cat;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.context.event.GenericApplicationListener;
import org.springframework.context.event.SmartApplicationListener;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.ResolvableType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link PostSaveListeners}: which listeners of which contexts count, and when
 * it is noticed that they have changed.
 */
class PostSaveListenersTests {

	private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

	private final PostSaveListeners listeners = new PostSaveListeners(this.context);

	private boolean afterCommit;

	@AfterEach
	void stop() {
		this.context.close();
	}

	@Test
	void nobodyListensInAPlainContext() {
		start((context) -> {
		});
		assertThat(this.listeners.isAnyoneListening()).isFalse();
		assertThat(this.listeners.isAnyoneListeningInTransaction()).isFalse();
		assertThat(this.listeners.audienceOf(Book.class).created().isPresent()).isFalse();
		assertThat(this.listeners.namesOfListenersTo(Book.class)).isEmpty();
		assertThat(this.listeners.namesOfUndecidedMethods()).isEmpty();
	}

	@Test
	void methodIsHeardInTheTransactionByDefault() {
		start((context) -> context.registerBean(BookMethod.class));
		assertThat(this.listeners.isAnyoneListeningInTransaction()).isTrue();
		assertThat(this.listeners.audienceOf(Book.class).updated().isInTransaction()).isTrue();
		assertThat(this.listeners.audienceOf(Book.class).isAfterCommit()).isFalse();
		assertThat(this.listeners.audienceOf(Cat.class).updated().isPresent()).isFalse();
		assertThat(this.listeners.namesOfListenersTo(Book.class)).isEqualTo(this.listeners.namesOfUndecidedMethods())
			.singleElement()
			.asString()
			.contains("BookMethod.on(");
	}

	@Test
	void methodIsToldAfterTheCommitAndOthersInTheTransaction() {
		this.afterCommit = true;
		start((context) -> context.registerBean(BookMethod.class));
		assertThat(this.listeners.isAnyoneListening()).isTrue();
		assertThat(this.listeners.isAnyoneListeningInTransaction()).isFalse();
		assertThat(this.listeners.audienceOf(Book.class).created().afterCommit()).hasSize(1);
		this.context.addApplicationListener(new BookListener());
		assertThat(this.listeners.isAnyoneListeningInTransaction()).isTrue();
		assertThat(this.listeners.audienceOf(Book.class).created().afterCommit()).hasSize(1);
		assertThat(this.listeners.audienceOf(Book.class).created().isInTransaction()).isTrue();
	}

	@Test
	void listenerToAllEventsListensToNoSaveInParticular() {
		start((context) -> {
			context.registerBean(EveryEvent.class);
			context.addApplicationListener(new Smart(ApplicationEvent.class, Object.class));
			context.addApplicationListener(new Generic(ApplicationEvent.class, Object.class));
		});
		assertThat(this.listeners.isAnyoneListening()).isFalse();
	}

	@Test
	void listenerWhoseTypeIsNotKnownListensToEverything() {
		start((context) -> {
		});
		this.context.addApplicationListener((event) -> {
		});
		assertThat(this.listeners.audienceOf(Book.class).created().isInTransaction()).isTrue();
		assertThat(this.listeners.audienceOf(Cat.class).updated().isInTransaction()).isTrue();
	}

	@Test
	void listenerThatDecidesItselfIsAskedForEventAndEntity() {
		start((context) -> {
			context.addApplicationListener(new Smart(PostSaveEvent.Created.class, Book.class));
			context.addApplicationListener(new Generic(PostSaveEvent.Updated.class, Cat.class));
		});
		assertThat(this.listeners.audienceOf(Book.class).created().isPresent()).isTrue();
		assertThat(this.listeners.audienceOf(Book.class).updated().isPresent()).isFalse();
		assertThat(this.listeners.audienceOf(Cat.class).created().isPresent()).isFalse();
		assertThat(this.listeners.audienceOf(Cat.class).updated().isPresent()).isTrue();
	}

	@Test
	void listenerBehindAProxyListensByTheClassOfItsTarget() {
		start((context) -> context
			.addApplicationListener((ApplicationListener<?>) new ProxyFactory(new BookListener()).getProxy()));
		assertThat(this.listeners.namesOfListenersTo(Book.class)).containsExactly(BookListener.class.getName());
		assertThat(this.listeners.audienceOf(Cat.class).created().isPresent()).isFalse();
	}

	@Test
	void genericBeanListensByItsDefinition() {
		start((context) -> {
			RootBeanDefinition definition = new RootBeanDefinition(AnyListener.class);
			definition.setTargetType(ResolvableType.forClassWithGenerics(AnyListener.class,
					ResolvableType.forClassWithGenerics(PostSaveEvent.class, Book.class)));
			context.registerBeanDefinition("any", definition);
		});
		assertThat(this.listeners.namesOfListenersTo(Book.class)).containsExactly(AnyListener.class.getName());
		assertThat(this.listeners.namesOfListenersTo(Cat.class)).isEmpty();
	}

	@Test
	void whoIsAddedActsAfterTheCommitAndHearsWhatItNames() {
		start((context) -> {
		});
		this.listeners.add("others", Book.class::isAssignableFrom);
		assertThat(this.listeners.audienceOf(Book.class).deleted().isInTransaction()).isTrue();
		assertThat(this.listeners.audienceOf(Cat.class).created().isPresent()).isFalse();
		assertThat(this.listeners.describe(List.of(Book.class, Cat.class))).singleElement().satisfies((others) -> {
			assertThat(others.name()).isEqualTo("others");
			assertThat(others.delivery()).isEqualTo("after-commit");
			assertThat(others.heard()).containsOnlyKeys(Book.class);
		});
		assertThat(this.listeners.describe(List.of(Cat.class))).as("hear nothing").isEmpty();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void beanThatHasNotBeenCreatedListensByItsType(boolean prototype) {
		start((context) -> context.registerBean("late", BookListener.class, (definition) -> {
			definition.setLazyInit(true);
			definition.setScope(prototype ? BeanDefinition.SCOPE_PROTOTYPE : BeanDefinition.SCOPE_SINGLETON);
		}));
		assertThat(this.context.getApplicationListeners()).isEmpty();
		assertThat(this.listeners.isAnyoneListeningInTransaction()).isTrue();
		assertThat(this.listeners.namesOfListenersTo(Book.class)).containsExactly("late");
		assertThat(this.listeners.namesOfListenersTo(Cat.class)).isEmpty();
		assertThat(this.context.getBeanFactory().containsSingleton("late")).isFalse();
	}

	@Test
	void lazyBeanIsCountedOnceWhenItHasBeenCreated() {
		start((context) -> context.registerBean("late", BookListener.class,
				(definition) -> definition.setLazyInit(true)));
		assertThat(this.listeners.namesOfListenersTo(Book.class)).containsExactly("late");
		this.context.getBean(BookListener.class);
		this.listeners.glance();
		assertThat(this.listeners.namesOfListenersTo(Book.class)).containsExactly(BookListener.class.getName());
	}

	@Test
	void listenerThatAFactoryBeanWillMakeListensByItsType() {
		start((context) -> context.registerBean("made", BookListenerFactory.class));
		assertThat(this.listeners.namesOfListenersTo(Book.class)).containsExactly("made");
		assertThat(this.listeners.namesOfListenersTo(Cat.class)).isEmpty();
		assertThat(this.context.getApplicationListeners()).isEmpty();
	}

	@Test
	void methodsOfParentsAreToldWhenTheyHaveChosenTo() {
		this.afterCommit = true;
		AnnotationConfigApplicationContext parent = contextWith((context) -> {
			context.registerBean(BookMethod.class);
			context.registerBean("late", BookListener.class, (definition) -> definition.setLazyInit(true));
		});
		this.context.setParent(parent);
		start((context) -> context.registerBean(CatMethod.class));
		assertThat(this.listeners.audienceOf(Book.class).created().isInTransaction()).isTrue();
		assertThat(this.listeners.audienceOf(Book.class).isAfterCommit()).isTrue();
		assertThat(this.listeners.audienceOf(Cat.class).isAfterCommit()).isTrue();
		assertThat(this.listeners.namesOfListenersTo(Book.class)).hasSize(2);
		assertThat(this.listeners.namesOfUndecidedMethods()).isEmpty();
		parent.addApplicationListener(new CatListener());
		this.listeners.glance();
		assertThat(this.listeners.audienceOf(Cat.class).isInTransaction()).isTrue();
		parent.close();
	}

	@Test
	void listenerThatCameIsNoticedAtAGlanceAndNotBefore() {
		start((context) -> context.addApplicationListener(new CatListener()));
		assertThat(this.listeners.audienceOf(Book.class).isInTransaction()).isFalse();
		this.context.addApplicationListener(new BookListener());
		assertThat(this.listeners.audienceOf(Book.class).isInTransaction()).isFalse();
		this.listeners.glance();
		assertThat(this.listeners.audienceOf(Book.class).isInTransaction()).isTrue();
	}

	@Test
	void listenerThatTookAnothersPlaceIsNoticedByACloseLook() {
		CatListener first = new CatListener();
		start((context) -> context.addApplicationListener(first));
		assertThat(this.listeners.audienceOf(Book.class).isInTransaction()).isFalse();
		this.context.removeApplicationListener(first);
		this.context.addApplicationListener(new BookListener());
		this.listeners.glance();
		assertThat(this.listeners.audienceOf(Book.class).isInTransaction()).isFalse();
		this.listeners.refresh();
		assertThat(this.listeners.audienceOf(Book.class).isInTransaction()).isTrue();
		assertThat(this.listeners.audienceOf(Cat.class).isInTransaction()).isFalse();
	}

	@Test
	void whatWasFoundOutIsKeptWhileTheListenersStayTheSame() {
		start((context) -> context.registerBean(BookMethod.class));
		Audience audience = this.listeners.audienceOf(Book.class);
		this.listeners.glance();
		this.listeners.refresh();
		assertThat(this.listeners.audienceOf(Book.class)).isSameAs(audience);
	}

	@Test
	void listenersAreDescribedWithTheEntitiesThatTheyHear() {
		start((context) -> {
			context.registerBean(BookMethod.class);
			context.registerBean(CatListener.class);
		});
		assertThat(this.listeners.describe(List.of(Book.class))).satisfiesExactly(
				(method) -> assertThat(method)
					.returns(BookMethod.class.getName() + ".on(" + PostSaveEvent.class.getName() + ")",
							ListenerDescription::name)
					.returns(PostSaveEvent.class.getName() + "<" + Book.class.getName() + ">",
							ListenerDescription::declaredType)
					.returns(Map.of(Book.class, List.of("created", "updated")), ListenerDescription::heard),
				(listener) -> assertThat(listener).returns(CatListener.class.getName(), ListenerDescription::name)
					.returns(PostSaveEvent.class.getName() + "<" + Cat.class.getName() + ">",
							ListenerDescription::declaredType)
					.returns(Map.of(), ListenerDescription::heard));
	}

	@Test
	void declaredTypeOfAListenerThatDecidesItselfIsNotKnown() {
		start((context) -> context.registerBean(Smart.class, () -> new Smart(PostSaveEvent.Created.class, Book.class)));
		assertThat(this.listeners.describe(List.of(Book.class, Cat.class))).singleElement()
			.returns(null, ListenerDescription::declaredType)
			.returns(Map.of(Book.class, List.of("created")), ListenerDescription::heard);
	}

	private void start(Consumer<GenericApplicationContext> beans) {
		prepare(this.context, beans);
	}

	private AnnotationConfigApplicationContext contextWith(Consumer<GenericApplicationContext> beans) {
		AnnotationConfigApplicationContext other = new AnnotationConfigApplicationContext();
		prepare(other, beans);
		return other;
	}

	private void prepare(AnnotationConfigApplicationContext context, Consumer<GenericApplicationContext> beans) {
		context.registerBean(PlainListenerMethodFactory.class,
				() -> new PlainListenerMethodFactory(context.getDefaultListableBeanFactory(), ListenerCalls::new,
						() -> new InTransactionPublication(context), () -> this.afterCommit,
						() -> new NamedAttributes(null, (type) -> false, () -> true)));
		beans.accept(context);
		context.refresh();
	}

	static class BookMethod {

		@EventListener
		void on(PostSaveEvent<Book> event) {
		}

	}

	static class CatMethod {

		@EventListener
		void on(PostSaveEvent<Cat> event) {
		}

	}

	static class BookListener implements ApplicationListener<PostSaveEvent<Book>> {

		@Override
		public void onApplicationEvent(PostSaveEvent<Book> event) {
		}

	}

	static class CatListener implements ApplicationListener<PostSaveEvent<Cat>> {

		@Override
		public void onApplicationEvent(PostSaveEvent<Cat> event) {
		}

	}

	static class AnyListener<E extends ApplicationEvent> implements ApplicationListener<E> {

		@Override
		public void onApplicationEvent(E event) {
		}

	}

	static class EveryEvent {

		@EventListener
		void on(ApplicationEvent event) {
		}

	}

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

	/**
	 * Decides by classes.
	 */
	private record Smart(Class<?> eventClass, Class<?> sourceType) implements SmartApplicationListener {

		@Override
		public boolean supportsEventType(Class<? extends ApplicationEvent> eventType) {
			return this.eventClass.isAssignableFrom(eventType);
		}

		@Override
		public boolean supportsSourceType(@Nullable Class<?> sourceType) {
			return sourceType != null && this.sourceType.isAssignableFrom(sourceType);
		}

		@Override
		public void onApplicationEvent(ApplicationEvent event) {
		}

	}

	/**
	 * Decides by types.
	 */
	private record Generic(Class<?> eventClass, Class<?> sourceType) implements GenericApplicationListener {

		@Override
		public boolean supportsEventType(ResolvableType eventType) {
			return this.eventClass.isAssignableFrom(eventType.toClass());
		}

		@Override
		public boolean supportsSourceType(@Nullable Class<?> sourceType) {
			return sourceType != null && this.sourceType.isAssignableFrom(sourceType);
		}

		@Override
		public void onApplicationEvent(ApplicationEvent event) {
		}

	}

}
