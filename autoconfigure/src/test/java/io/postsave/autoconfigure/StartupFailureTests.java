package io.postsave.autoconfigure;

import io.postsave.PostSaveErrorHandler;
import org.hibernate.event.service.spi.EventListenerGroups;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests of what a user reads when the configuration is wrong.
 */
@ExtendWith(OutputCaptureExtension.class)
class StartupFailureTests {

	@Test
	void unknownDeliveryIsAnsweredWithTheKnownOnes(CapturedOutput output) {
		failToStart("--post-save.delivery=sometimes");
		assertThat(output).contains("APPLICATION FAILED TO START", "post-save.delivery", "\"sometimes\"");
		assertThat(output.getOut())
			.containsPattern("The following values are valid:\\s+after-commit\\s+in-transaction\\s");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
			--post-save.max-rounds=0          | post-save.max-rounds | has to be positive
			--post-save.enabled=maybe         | post-save.enabled    | has to be either 'true' or 'false'
			--post-save.enabled=on            | post-save.enabled    | has to be either 'true' or 'false'
			--post-save.max-rounds=-1         | post-save.max-rounds | has to be positive
			--post-save.exclude=org.acme.Shop | post-save.exclude    | 'org.acme.Shop' is neither a class nor a package
			""")
	void refusedValueIsNamedWithTheReason(String argument, String property, String reason, CapturedOutput output) {
		failToStart(argument);
		assertThat(output).contains("APPLICATION FAILED TO START", property, reason);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void twoErrorHandlersAreNamedWithTheRemedy(boolean lazy, CapturedOutput output) {
		failToStart(TwoErrorHandlers.class, "--spring.main.lazy-initialization=" + lazy);
		assertThat(output).contains("APPLICATION FAILED TO START",
				"There are 2 beans of type PostSaveErrorHandler for the failures of listeners after the commit: first, second.",
				"Action:", "mark that one with @Primary, or the others with @Fallback.");
	}

	@Test
	void whatIsMissingFromAnotherVersionIsNamedWithTheRemedy(CapturedOutput output) {
		ClassLoader before = Thread.currentThread().getContextClassLoader();
		Thread.currentThread().setContextClassLoader(new FilteredClassLoader(EventListenerGroups.class));
		try {
			failToStart(AnotherVersion.class);
		}
		finally {
			Thread.currentThread().setContextClassLoader(before);
		}
		assertThat(output).contains("APPLICATION FAILED TO START", "It found Spring Boot 5.0.0 with Hibernate 8.0.0",
				EventListenerGroups.class.getName(), "Action:", "Use a newer Spring Boot");
	}

	private static void failToStart(String argument) {
		failToStart(Application.class, argument);
	}

	private static void failToStart(Class<?> source, String... arguments) {
		SpringApplication application = new SpringApplicationBuilder(source).web(WebApplicationType.NONE).build();
		assertThatException().isThrownBy(() -> application.run(arguments));
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(PostSaveAutoConfiguration.class)
	static class Application {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(PostSaveAutoConfiguration.class)
	static class TwoErrorHandlers {

		@Bean
		PostSaveErrorHandler first() {
			return (failure) -> {
			};
		}

		@Bean
		PostSaveErrorHandler second() {
			return (failure) -> {
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class AnotherVersion {

		@Bean
		static BeanFactoryPostProcessor versionCheck() {
			return (beanFactory) -> VersionCheck.verify("5.0.0", "8.0.0", beanFactory.getBeanClassLoader());
		}

	}

}
