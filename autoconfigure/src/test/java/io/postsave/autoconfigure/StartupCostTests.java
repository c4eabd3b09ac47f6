package io.postsave.autoconfigure;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.postsave.actuate.PostSaveEndpointAutoConfiguration;
import io.postsave.bookshop.Book;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionEvaluationReport;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ContextConsumer;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests what a startup costs, by counts: a clock would tell how busy the machine is.
 */
class StartupCostTests {

	private static final String WITHOUT_OBSERVATIONS = "spring.autoconfigure.exclude="
			+ ObservationAutoConfiguration.class.getName();

	/** Observations and meters, each with a condition of its own. */
	private static final int OPTIONAL_INTEGRATIONS = 2;

	@ParameterizedTest
	@ValueSource(strings = { "in-transaction", "after-commit" })
	void startupTakesFewDefinitionsConditionsAndPostProcessors(String delivery) {
		Counts off = countsWith("post-save.enabled=false");
		Counts on = countsWith("post-save.delivery=" + delivery);
		assertThat(on.definitions() - off.definitions()).isLessThanOrEqualTo(6);
		assertThat(on.conditions()).isLessThanOrEqualTo(2);
		assertThat(on.conditionsOfIntegrations()).isLessThanOrEqualTo(OPTIONAL_INTEGRATIONS);
		assertThat(on.postProcessors() - off.postProcessors()).isOne();
	}

	@Test
	void endpointThatIsNotExposedCostsAConditionMoreThanItsClass() {
		run("post-save.enabled=true", (context) -> {
			assertThat(Counts.conditionsOf(context.getBeanFactory(), PostSaveEndpointAutoConfiguration.class.getName()))
				.isLessThanOrEqualTo(2);
			assertThat(context).doesNotHaveBean("postSaveEndpoint");
		});
	}

	@Test
	void endpointCostsOneConditionWithoutActuator() throws Exception {
		try (FreshClasses classes = FreshClasses.without("spring-boot-actuator")) {
			List<String> found = classes.run(CountedBookshop.class, "--spring.datasource.generate-unique-name=true",
					"--management.endpoints.web.exposure.include=postsave");
			assertThat(found).doesNotContain("bean postSaveEndpoint")
				.contains("bean postSave")
				.filteredOn((line) -> line.equals("condition " + PostSaveEndpointAutoConfiguration.class.getName()))
				.hasSizeLessThanOrEqualTo(1);
			assertThat(found)
				.filteredOn((line) -> line.startsWith("condition " + PostSaveAutoConfiguration.class.getName()))
				.hasSizeBetween(1, 2);
		}
	}

	@Test
	void noBeanOfTheApplicationIsNeededForTheInternals() {
		run("post-save.delivery=after-commit", (context) -> {
			DefaultListableBeanFactory beanFactory = (DefaultListableBeanFactory) context.getBeanFactory();
			assertThat(beanFactory.getDependenciesForBean("postSave"))
				.allMatch((name) -> name.startsWith("post-save-") || name.startsWith("org.springframework.context."));
		});
	}

	@Test
	void startupWhereNobodyListensLoadsFewClasses() throws Exception {
		try (FreshClasses classes = new FreshClasses()) {
			classes.run(QuietBookshop.class, "--spring.datasource.generate-unique-name=true");
			assertThat(classes.loadedFromTheHomeOf(PostSaveAutoConfiguration.class)).hasSizeBetween(50, 130);
		}
	}

	@Test
	void nothingOfDurableDeliveryIsLoadedWithoutSpringModulith() throws Exception {
		try (FreshClasses classes = new FreshClasses()) {
			classes.run(QuietBookshop.class, "--spring.datasource.generate-unique-name=true");
			assertThat(classes.loadedFromTheHomeOf(PostSaveAutoConfiguration.class))
				.contains(PostSaveAutoConfiguration.class.getName())
				.noneMatch((name) -> name.startsWith("io.postsave.modulith."));
		}
	}

	private static Counts countsWith(String property) {
		Counts[] counts = new Counts[1];
		run(property, (context) -> counts[0] = Counts.of(context));
		return counts[0];
	}

	private static void run(String property, ContextConsumer<AssertableApplicationContext> test) {
		new ApplicationContextRunner().withUserConfiguration(Application.class)
			.withPropertyValues("spring.datasource.generate-unique-name=true", WITHOUT_OBSERVATIONS, property)
			.run(test);
	}

	/**
	 * What a context holds.
	 */
	private record Counts(int definitions, long conditions, long conditionsOfIntegrations, int postProcessors) {

		static Counts of(AssertableApplicationContext context) {
			DefaultListableBeanFactory beanFactory = (DefaultListableBeanFactory) context.getBeanFactory();
			return new Counts(beanFactory.getBeanDefinitionCount(),
					conditionsOf(beanFactory, PostSaveAutoConfiguration.class.getName()),
					conditionsOf(beanFactory, "io.postsave.observation."), beanFactory.getBeanPostProcessorCount());
		}

		static long conditionsOf(ConfigurableListableBeanFactory beanFactory, String source) {
			return ConditionEvaluationReport.get(beanFactory)
				.getConditionAndOutcomesBySource()
				.entrySet()
				.stream()
				.filter((entry) -> entry.getKey().startsWith(source))
				.map(Map.Entry::getValue)
				.flatMap((outcomes) -> outcomes.stream())
				.count();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EntityScan(basePackageClasses = Book.class)
	static class Application {

	}

	/**
	 * An application to which nobody listens, and that ends when it has started.
	 */
	public static class QuietBookshop {

		public static List<String> run(String... arguments) {
			SpringApplication.run(Application.class, arguments).close();
			return List.of();
		}

	}

	/**
	 * An application that says which conditions were asked and which beans there are.
	 */
	public static class CountedBookshop {

		public static List<String> run(String... arguments) {
			try (ConfigurableApplicationContext context = SpringApplication.run(Application.class, arguments)) {
				Stream<String> conditions = ConditionEvaluationReport.get(context.getBeanFactory())
					.getConditionAndOutcomesBySource()
					.entrySet()
					.stream()
					.flatMap((entry) -> entry.getValue().stream().map((outcome) -> "condition " + entry.getKey()));
				Stream<String> beans = Stream.of(context.getBeanDefinitionNames()).map((name) -> "bean " + name);
				return Stream.concat(conditions, beans).toList();
			}
		}

	}

}
