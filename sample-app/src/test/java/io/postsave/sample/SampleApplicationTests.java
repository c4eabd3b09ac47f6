package io.postsave.sample;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SampleApplication} as a newcomer starts it.
 */
@ExtendWith(OutputCaptureExtension.class)
class SampleApplicationTests {

	@Test
	void printsWhatWasSavedWhenItStarts(CapturedOutput output) {
		try (ConfigurableApplicationContext application = SpringApplication.run(SampleApplication.class,
				"--server.port=0")) {
			assertThat(application.isRunning()).isTrue();
			assertThat(output.getOut().lines().filter((line) -> line.contains("Django Basics"))).containsExactly(
					"A new book titled 'Django Basics' was added.", "The book titled 'Django Basics' was updated.");
			assertThat(output).doesNotContain("WARN", "ERROR");
		}
	}

}
