package io.postsave.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import io.postsave.PostSaveEvents;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.condition.ConditionEvaluationReport;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PostSaveSwitchedOffAutoConfiguration}.
 */
@ExtendWith(OutputCaptureExtension.class)
class PostSaveSwitchedOffAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(
			AutoConfigurations.of(PostSaveAutoConfiguration.class, PostSaveSwitchedOffAutoConfiguration.class));

	@ParameterizedTest
	@ValueSource(strings = { "post-save.enabled=false", "post-save.enabled=FALSE", "postSave.enabled=false",
			"post_save.enabled= false" })
	void blocksAreRunAsTheyAre(String property) {
		this.runner.withPropertyValues(property).withBean(Import.class).run((context) -> {
			assertThat(context).hasNotFailed().doesNotHaveBean(PostSaveProperties.class);
			PostSaveEvents events = context.getBean(PostSaveEvents.class);
			List<String> run = new ArrayList<>();
			events.mute(() -> {
				run.add("block");
			});
			events.mute(String.class, () -> {
				run.add("block of a type");
			});
			run.add(events.mute(() -> "supplier"));
			run.add(events.mute(String.class, () -> "supplier of a type"));
			assertThat(run).containsExactly("block", "block of a type", "supplier", "supplier of a type");
		});
	}

	@Test
	void blocksAreRunWithoutHibernateToo() {
		this.runner.withPropertyValues("post-save.enabled=false")
			.withClassLoader(new FilteredClassLoader("org.hibernate", "jakarta.persistence"))
			.run((context) -> assertThat(context).hasSingleBean(PostSaveEvents.class));
	}

	@ParameterizedTest
	@ValueSource(strings = { "org.hibernate", "jakarta.persistence", "org.springframework.orm",
			"org.springframework.transaction" })
	void whatIsNeededAndMissingIsWarnedOfOnceAndBlocksAreRun(String missing, CapturedOutput output) {
		this.runner.withClassLoader(new FilteredClassLoader(missing))
			.withPropertyValues("spring.main.lazy-initialization=true")
			.withBean(Import.class)
			.run((context) -> {
				assertThat(context).hasNotFailed().doesNotHaveBean(PostSaveProperties.class);
				assertThat(context.getBean(PostSaveEvents.class).mute(() -> "run")).isEqualTo("run");
				assertThat(output.getAll().split("post-save needs Hibernate", -1)).hasSize(2);
				assertThat(output).contains("did not find " + missing + ".");
				assertThat(conditionMessages(context)).anyMatch(
						(message) -> message.contains("post-save it tells of no save without Hibernate: did not find"));
			});
	}

	@Test
	void whatIsMissingIsNotWarnedOfWhenSwitchedOff(CapturedOutput output) {
		this.runner.withClassLoader(new FilteredClassLoader("org.hibernate"))
			.withPropertyValues("post-save.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(PostSaveEvents.class));
		assertThat(output).doesNotContain("post-save needs");
	}

	@Test
	void eventsOfTheApplicationStayWithoutHibernate() {
		this.runner.withClassLoader(new FilteredClassLoader("org.hibernate"))
			.withBean("mine", PostSaveEvents.class, UntoldEvents::new)
			.run((context) -> assertThat(context.getBeanNamesForType(PostSaveEvents.class)).containsExactly("mine"));
	}

	private static Stream<String> conditionMessages(AssertableApplicationContext context) {
		return Objects
			.requireNonNull(ConditionEvaluationReport.get(context.getSourceApplicationContext().getBeanFactory())
				.getConditionAndOutcomesBySource()
				.get(PostSaveSwitchedOffAutoConfiguration.class.getName()))
			.stream()
			.map((outcome) -> outcome.getOutcome().getMessage());
	}

	@ParameterizedTest
	@ValueSource(strings = { "post-save.enabled=true", "post-save.enabled=True", "other=false" })
	void switchedOnItIsNotThere(String property) {
		this.runner.withPropertyValues(property)
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(PostSaveEvents.class)
				.hasSingleBean(PostSaveProperties.class)
				.doesNotHaveBean(UntoldEvents.class));
	}

	@ParameterizedTest
	@ValueSource(strings = { "maybe", "on", "yes", "1", "off", "no", "0", "", "flase", "tru" })
	void everythingElseFailsTheStartup(String value) {
		this.runner.withPropertyValues("post-save.enabled=" + value)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidConfigurationPropertyValueException.class)
				.hasMessageContaining("post-save.enabled")
				.hasMessageContaining("'" + value + "'")
				.hasMessageContaining("either 'true' or 'false'"));
	}

	record Import(PostSaveEvents events) {
	}

}
