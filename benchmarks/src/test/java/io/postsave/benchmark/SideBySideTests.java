package io.postsave.benchmark;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests of {@link SideBySide}.
 */
@Timeout(20)
class SideBySideTests {

	private static final List<Variant> VARIANTS = List.of(Variant.PLAIN, Variant.TYPED);

	@Test
	void allTakeTurnsAtTheSameTime() throws IOException {
		Stream<String> results = SideBySide.measure(VARIANTS, (variant, turns) -> {
			takeTurn(turns);
			return variant.name();
		}).stream();
		assertThat(results).containsExactlyInAnyOrder("PLAIN", "TYPED");
	}

	@Test
	void failureEndsTheTurnsOfAll() {
		assertThatIllegalStateException().isThrownBy(() -> SideBySide.measure(VARIANTS, (variant, turns) -> {
			if (variant == Variant.TYPED) {
				throw new IOException("no disk");
			}
			takeTurn(turns);
			return variant;
		})).withCause(new IOException("no disk")).withMessageContaining("no disk");
	}

	/**
	 * Takes a turn as a JVM does, which waits until the others have come.
	 */
	private static void takeTurn(String argument) {
		try (Turn turn = Turn.in(Integer.parseInt(argument.replace("-D" + Turn.PORT + "=", "")))) {
			turn.take(() -> {
			});
		}
	}

}
