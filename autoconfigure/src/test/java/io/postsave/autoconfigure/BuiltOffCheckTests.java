package io.postsave.autoconfigure;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.aot.AotDetector;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link BuiltOffCheck}, of an application that was built switched off.
 */
@ExtendWith(OutputCaptureExtension.class)
class BuiltOffCheckTests {

	private final GenericApplicationContext context = new GenericApplicationContext();

	@AfterEach
	void forgetAheadOfTime() {
		System.clearProperty(AotDetector.AOT_ENABLED);
	}

	@Test
	void runSwitchedOnIsWarnedOf(CapturedOutput output) {
		System.setProperty(AotDetector.AOT_ENABLED, "true");
		BuiltOffCheck.verify(this.context);
		assertThat(output).contains("WARN", "No save is told to anybody", "Process it with 'post-save.enabled' true");
	}

	@Test
	void runSwitchedOffIsAsItWasBuilt(CapturedOutput output) {
		System.setProperty(AotDetector.AOT_ENABLED, "true");
		TestPropertyValues.of("post-save.enabled=false").applyTo(this.context);
		BuiltOffCheck.verify(this.context);
		assertThat(output).doesNotContain("No save is told");
	}

	@Test
	void applicationWithoutHibernateHasAWarningOfItsOwn(CapturedOutput output) {
		System.setProperty(AotDetector.AOT_ENABLED, "true");
		this.context.setClassLoader(new FilteredClassLoader("org.hibernate"));
		BuiltOffCheck.verify(this.context);
		assertThat(output).doesNotContain("No save is told");
	}

	@Test
	void applicationThatIsNotProcessedAheadOfTimeDecidesAtItsStart(CapturedOutput output) {
		BuiltOffCheck.verify(this.context);
		assertThat(output).doesNotContain("No save is told");
	}

}
