package io.postsave.autoconfigure;

import java.util.List;

import io.postsave.bookshop.Book;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.io.ResourceLoader;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of {@link ExclusionCheck}: what can be excluded, and what is refused.
 */
class ExclusionCheckTests {

	private final ResourceLoader resourceLoader = new DefaultResourceLoader();

	@Test
	void nothingIsExcludedByDefault() {
		assertThatCode(() -> verify()).doesNotThrowAnyException();
	}

	@ParameterizedTest
	@ValueSource(strings = { "io.postsave.bookshop.Book", "io.postsave.bookshop", "io.postsave", "java.lang.Comparable",
			"jakarta" })
	void classOrPackageWithClassesPasses(String name) {
		assertThatCode(() -> verify(name)).doesNotThrowAnyException();
	}

	@ParameterizedTest
	@ValueSource(strings = { "io.postsave.nowhere", "io.postsave.bookshop.Bock", "io.postsave.*", "**", "../postsave",
			"io..postsave", "META-INF", " io.postsave", "" })
	void anythingElseIsRefused(String name) {
		assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
			.isThrownBy(() -> verify(Book.class.getName(), name))
			.withMessageContaining("post-save.exclude")
			.withMessageContaining("'" + name + "'");
	}

	private void verify(String... names) {
		ExclusionCheck.verify(List.of(names), this.resourceLoader);
	}

}
