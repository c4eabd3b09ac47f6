package io.postsave.autoconfigure;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests of {@link OnSwitchedOn} and of {@link OnNothingTold}, which answers for what the
 * first leaves.
 */
class OnSwitchedOnTests {

	private final MockEnvironment environment = new MockEnvironment();

	private ClassLoader classLoader = getClass().getClassLoader();

	@Test
	void postSaveIsSwitchedOnByDefault() {
		assertThat(outcome(new OnSwitchedOn()).isMatch()).isTrue();
		assertThat(outcome(new OnNothingTold()).isMatch()).isFalse();
		assertThat(outcome(new OnNothingTold()).getMessage()).contains("switched on and found what it needs");
	}

	@ParameterizedTest
	@CsvSource(ignoreLeadingAndTrailingWhitespace = false, textBlock = """
			true,true
			TRUE,true
			 true ,true
			false,false
			False,false
			 false,false
			""")
	void eitherOfTwoConditionsMatches(String value, boolean switchedOn) {
		this.environment.setProperty("post-save.enabled", value);
		assertThat(outcome(new OnSwitchedOn()).isMatch()).isEqualTo(switchedOn);
		assertThat(outcome(new OnNothingTold()).isMatch()).isEqualTo(!switchedOn);
		assertThat(outcome(new OnSwitchedOn()).getMessage()).contains("post-save.enabled is " + switchedOn);
	}

	@ParameterizedTest
	@ValueSource(strings = { "POSTSAVE_ENABLED", "POST_SAVE_ENABLED" })
	void environmentVariableSwitchesOff(String name) {
		this.environment.getPropertySources()
			.addFirst(new SystemEnvironmentPropertySource("systemEnvironment", Map.of(name, "false")));
		assertThat(OnSwitchedOn.isEnabled(this.environment)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "on", "yes", "1", "", "tru e" })
	void anyOtherValueIsRefused(String value) {
		this.environment.setProperty("post-save.enabled", value);
		assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
			.isThrownBy(() -> outcome(new OnSwitchedOn()))
			.withMessageContaining("post-save.enabled");
		assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
			.isThrownBy(() -> outcome(new OnNothingTold()));
	}

	@Test
	void nothingIsToldWithoutHibernateAndTheClassIsNamed() {
		this.classLoader = new FilteredClassLoader("org.hibernate");
		ConditionOutcome outcome = outcome(new OnNothingTold());
		assertThat(outcome.isMatch()).isTrue();
		assertThat(outcome.getMessage()).contains("org.hibernate.engine.spi.SessionFactoryImplementor");
		assertThat(outcome(new OnSwitchedOn()).isMatch()).isTrue();
	}

	private ConditionOutcome outcome(SpringBootCondition condition) {
		ConditionContext context = mock(ConditionContext.class);
		given(context.getEnvironment()).willReturn(this.environment);
		given(context.getClassLoader()).willReturn(this.classLoader);
		return condition.getMatchOutcome(context, AnnotationMetadata.introspect(getClass()));
	}

}
