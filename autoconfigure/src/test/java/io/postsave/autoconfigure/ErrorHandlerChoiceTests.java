package io.postsave.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import io.postsave.PostSaveErrorHandler;
import io.postsave.PostSaveFailure;
import io.postsave.delivery.LoggingErrorHandler;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Fallback;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Primary;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ErrorHandlerChoice}.
 */
class ErrorHandlerChoiceTests {

	private static final List<String> created = new ArrayList<>();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(PostSaveAutoConfiguration.class));

	@Test
	void oursIsChosenIfThereIsNoOther() {
		this.runner.run((context) -> assertThat(chosenIn(context)).isInstanceOf(LoggingErrorHandler.class));
	}

	@Test
	void twoHandlersFailTheStartupAndAreNamed() {
		this.runner.withUserConfiguration(One.class, Two.class)
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.isInstanceOf(IllegalStateException.class)
				.hasMessageContaining("2 beans of type PostSaveErrorHandler")
				.hasMessageContaining("one, two")
				.hasMessageContaining("@Primary"));
	}

	@Test
	void twoHandlersOfWhichOneIsNamedAsAParameterOfOursFailToo() {
		this.runner.withUserConfiguration(One.class)
			.withBean("errorHandler", Handler.class, () -> new Handler("errorHandler"))
			.run((context) -> assertThat(context).hasFailed());
	}

	@Test
	void twoLazyHandlersFailTheStartupWithoutBeingCreated() {
		created.clear();
		this.runner.withPropertyValues("spring.main.lazy-initialization=true")
			.withUserConfiguration(LazyOne.class, LazyTwo.class)
			.run((context) -> assertThat(context).hasFailed());
		assertThat(created).isEmpty();
	}

	@Test
	void primaryHandlerIsChosenWithoutBeingCreatedBefore() {
		this.runner.withUserConfiguration(LazyOne.class, LazyPrimary.class).run((context) -> {
			created.clear();
			assertThat(context).hasNotFailed();
			assertThat(created).isEmpty();
			assertThat(chosenIn(context)).hasToString("primary");
			assertThat(created).containsExactly("primary");
		});
	}

	@Test
	void handlerThatIsNoFallbackIsChosen() {
		this.runner.withUserConfiguration(One.class, FallbackHandler.class)
			.run((context) -> assertThat(chosenIn(context)).hasToString("one"));
	}

	@Test
	void handlerThatIsNoCandidateDoesNotCount() {
		this.runner.withUserConfiguration(One.class, NoCandidates.class)
			.run((context) -> assertThat(chosenIn(context)).hasToString("one"));
		this.runner.withUserConfiguration(NoCandidates.class)
			.run((context) -> assertThat(chosenIn(context)).isInstanceOf(LoggingErrorHandler.class));
	}

	@Test
	void handlerOfTheParentIsChosenIfTheChildHasNone() {
		new ApplicationContextRunner().withUserConfiguration(One.class)
			.run((parent) -> this.runner.withParent(parent)
				.run((context) -> assertThat(chosenIn(context)).hasToString("one")));
	}

	@Test
	void handlerOfTheChildIsChosenBeforeThatOfTheParent() {
		new ApplicationContextRunner().withUserConfiguration(One.class)
			.run((parent) -> this.runner.withParent(parent)
				.withUserConfiguration(Two.class)
				.run((context) -> assertThat(chosenIn(context)).hasToString("two")));
	}

	@Test
	void twoHandlersOfTheParentFailTheStartup() {
		new ApplicationContextRunner().withUserConfiguration(One.class, Two.class)
			.run((parent) -> this.runner.withParent(parent).run((context) -> assertThat(context).hasFailed()));
	}

	private static PostSaveErrorHandler chosenIn(ApplicationContext context) {
		return new ErrorHandlerChoice(((ConfigurableApplicationContext) context).getBeanFactory()).get();
	}

	private record Handler(String name) implements PostSaveErrorHandler {

		Handler {
			created.add(name);
		}

		@Override
		public void handle(PostSaveFailure failure) {
		}

		@Override
		public String toString() {
			return this.name;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class One {

		@Bean
		PostSaveErrorHandler one() {
			return new Handler("one");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Two {

		@Bean
		PostSaveErrorHandler two() {
			return new Handler("two");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class LazyOne {

		@Bean
		@Lazy
		PostSaveErrorHandler one() {
			return new Handler("one");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class LazyTwo {

		@Bean
		@Lazy
		PostSaveErrorHandler two() {
			return new Handler("two");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class LazyPrimary {

		@Bean
		@Lazy
		@Primary
		PostSaveErrorHandler primary() {
			return new Handler("primary");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class FallbackHandler {

		@Bean
		@Fallback
		PostSaveErrorHandler fallback() {
			return new Handler("fallback");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class NoCandidates {

		@Bean(defaultCandidate = false)
		PostSaveErrorHandler noDefaultCandidate() {
			return new Handler("no default candidate");
		}

		@Bean(autowireCandidate = false)
		PostSaveErrorHandler noCandidate() {
			return new Handler("no candidate");
		}

	}

}
