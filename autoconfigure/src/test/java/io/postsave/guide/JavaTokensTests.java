package io.postsave.guide;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link JavaTokens}.
 */
class JavaTokensTests {

	private static final JavaTokens SOURCE = JavaTokens.of("""
			/** Writes letters. */
			class Letters {

				@EventListener
				@AfterCommit
				void write(Event<Member> event, String... more) {
					if (event.isCreated()) {
						send("Hello, // {} " + event.getId());
					}
				}

				void other() {
				}

			}
			""");

	@ParameterizedTest
	@ValueSource(strings = { "@EventListener @AfterCommit void write(Event<Member> event, String... more)",
			"class Letters { ... }", "void write(Event<Member> event, String... more) { ... }   // a remark",
			"if (event.isCreated()) {\n\t...\n}", "class Letters { ... void other() {\n} }", "void other() { ... }",
			"send(\"Hello, // {} \" + event.getId()); /* sent */" })
	void whatIsInTheSourceIsFound(String block) {
		assertThat(JavaTokens.of(block).isPartOf(SOURCE)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "@AfterCommit @EventListener", "void write(Event<Book> event",
			"send(\"Hello, \" + event.getId());", "if (...) { ... } class", "void other() { ... } void write" })
	void whatIsNotInTheSourceIsNotFound(String block) {
		assertThat(JavaTokens.of(block).isPartOf(SOURCE)).isFalse();
	}

	@Test
	void gapStaysWithinItsBraces() {
		assertThat(JavaTokens.of("if (event.isCreated()) { ... void other() { } }").isPartOf(SOURCE)).isFalse();
	}

}
