package io.postsave.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import io.postsave.autoconfigure.PostSaveProperties.Delivery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of {@link PostSaveProperties}, as an environment has them.
 */
class PostSavePropertiesTests {

	@Test
	void environmentWithoutThemHasTheDefaults() {
		assertThat(PostSaveProperties.in(new MockEnvironment()))
			.isEqualTo(new PostSaveProperties(true, Delivery.IN_TRANSACTION, List.of(), 64));
	}

	@Test
	void environmentHasThemAsTheyAreConfigured() {
		MockEnvironment environment = new MockEnvironment().withProperty("post-save.enabled", "false")
			.withProperty("post-save.delivery", "after-commit")
			.withProperty("post-save.exclude", "one, two")
			.withProperty("post-save.max-rounds", "1");
		assertThat(PostSaveProperties.in(environment))
			.isEqualTo(new PostSaveProperties(false, Delivery.AFTER_COMMIT, List.of("one", "two"), 1));
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, -1, Integer.MIN_VALUE })
	void roundsHaveToBePositive(int rounds) {
		assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
			.isThrownBy(() -> new PostSaveProperties(true, Delivery.IN_TRANSACTION, List.of(), rounds))
			.withMessageContaining("post-save.max-rounds");
	}

	@Test
	void exclusionsDoNotChangeAnyMore() {
		List<String> names = new ArrayList<>(List.of("one"));
		PostSaveProperties properties = new PostSaveProperties(true, Delivery.IN_TRANSACTION, names, 64);
		names.add("two");
		assertThat(properties.exclude()).containsExactly("one");
	}

	@ParameterizedTest
	@CsvSource({ "IN_TRANSACTION, in-transaction", "AFTER_COMMIT, after-commit" })
	void deliveryIsWrittenAsInConfigurationFiles(Delivery delivery, String value) {
		assertThat(delivery).hasToString(value);
	}

}
