package io.postsave.registry;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the warning of a registry whose table Hibernate makes.
 */
@ExtendWith(OutputCaptureExtension.class)
class JpaRegistryCheckIntegrationTests {

	private static final String WARNING = "Spring Modulith's JPA registry is used with";

	private static final String JPA_REGISTRY = "--spring.autoconfigure.exclude="
			+ "org.springframework.modulith.events.jdbc.JdbcEventPublicationAutoConfiguration";

	@ParameterizedTest
	@ValueSource(strings = { "update", "create", "create-drop" })
	void tableThatHibernateMakesIsWarnedOfOnce(String action, CapturedOutput output) {
		start(JPA_REGISTRY, "--spring.jpa.hibernate.ddl-auto=" + action);
		assertThat(output).containsOnlyOnce(WARNING + " hibernate.hbm2ddl.auto=" + action);
	}

	@Test
	void tableThatTheApplicationMakesIsNotWarnedOf(CapturedOutput output) {
		start(JPA_REGISTRY, "--spring.jpa.hibernate.ddl-auto=none");
		assertThat(output).contains("Started").doesNotContain(WARNING);
	}

	@Test
	void registryThatIsNoEntityIsNotWarnedOf(CapturedOutput output) {
		start("--spring.jpa.hibernate.ddl-auto=create-drop");
		assertThat(output).contains("Started").doesNotContain(WARNING);
	}

	private static void start(String... arguments) {
		new SpringApplicationBuilder(EssayApplication.class).run(arguments).close();
	}

}
