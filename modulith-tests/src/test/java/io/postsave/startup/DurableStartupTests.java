package io.postsave.startup;

import io.postsave.modulith.PostSaveModulithAutoConfiguration;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionEvaluationReport;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of what a startup with Spring Modulith takes beyond one without ours.
 */
class DurableStartupTests {

	private static final String AUTO_CONFIGURATION = PostSaveModulithAutoConfiguration.class.getName();

	private static final String JPA_REGISTRY = "org.springframework.modulith.events.jpa.JpaEventPublicationAutoConfiguration";

	private static final String JDBC_REGISTRY = "org.springframework.modulith.events.jdbc.JdbcEventPublicationAutoConfiguration";

	private final ApplicationContextRunner application = new ApplicationContextRunner()
		.withUserConfiguration(ParcelService.class)
		.withPropertyValues("spring.datasource.generate-unique-name=true",
				"spring.modulith.events.jdbc.schema-initialization.enabled=true");

	@Test
	void startupTakesFewDefinitionsAndConditions() {
		long without = definitions(JPA_REGISTRY, AUTO_CONFIGURATION);
		assertThat(definitions(JPA_REGISTRY) - without).isBetween(1L, 10L);
		this.application.withPropertyValues(excluding(JPA_REGISTRY)).run((context) -> {
			ConditionEvaluationReport report = ConditionEvaluationReport
				.get(context.getSourceApplicationContext().getBeanFactory());
			assertThat(report.getConditionAndOutcomesBySource()
				.entrySet()
				.stream()
				.filter((entry) -> entry.getKey().startsWith(AUTO_CONFIGURATION))
				.mapToLong((entry) -> entry.getValue().stream().count())
				.sum()).isBetween(1L, 2L);
		});
	}

	@Test
	void thereIsNothingOfItWithoutARegistry() {
		this.application
			.withPropertyValues(excluding(JPA_REGISTRY, JDBC_REGISTRY,
					"org.springframework.modulith.events.config.EventPublicationAutoConfiguration"))
			.run((context) -> {
				assertThat(context).hasNotFailed().doesNotHaveBean(PostSaveModulithAutoConfiguration.class);
				assertThat(context).hasBean("postSave");
			});
	}

	private long definitions(String... excluded) {
		long[] count = new long[1];
		this.application.withPropertyValues(excluding(excluded)).run((context) -> {
			assertThat(context).hasNotFailed();
			count[0] = ((DefaultListableBeanFactory) context.getSourceApplicationContext().getBeanFactory())
				.getBeanDefinitionCount();
		});
		return count[0];
	}

	private static String excluding(String... autoConfigurations) {
		return "spring.autoconfigure.exclude=" + String.join(",", autoConfigurations);
	}

}
