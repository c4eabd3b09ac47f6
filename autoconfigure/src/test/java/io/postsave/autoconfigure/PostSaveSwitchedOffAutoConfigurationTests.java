package io.postsave.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import io.postsave.PostSaveEvents;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PostSaveSwitchedOffAutoConfiguration}.
 */
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
