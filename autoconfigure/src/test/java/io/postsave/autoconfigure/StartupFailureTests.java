package io.postsave.autoconfigure;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
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

	private static void failToStart(String argument) {
		SpringApplication application = new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.build();
		assertThatException().isThrownBy(() -> application.run(argument));
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(PostSaveAutoConfiguration.class)
	static class Application {

	}

}
