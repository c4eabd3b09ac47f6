package io.postsave.hibernate;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

import javax.sql.rowset.serial.SerialBlob;
import javax.sql.rowset.serial.SerialClob;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link BoundContent}.
 */
class BoundContentTests {

	private static final byte[] BYTES = { 1, 2 };

	@ParameterizedTest
	@MethodSource
	void contentIsReadAndEqualForTheSame(Object argument, Object content) throws SQLException, IOException {
		assertThat(BoundContent.of(argument)).isEqualTo(content);
	}

	static Stream<Arguments> contentIsReadAndEqualForTheSame() throws SQLException {
		ByteBuffer bytes = ByteBuffer.wrap(BYTES);
		return Stream.of(Arguments.of(BYTES, bytes), Arguments.of(new ByteArrayInputStream(BYTES), bytes),
				Arguments.of(new SerialBlob(BYTES), bytes), Arguments.of(new StringReader("text"), "text"),
				Arguments.of(new SerialClob("text".toCharArray()), "text"), Arguments.of("text", "text"),
				Arguments.of(new int[] { 1, 2 }, List.of(1, 2)),
				Arguments.of(new Object[] { "a", new String[] { "b" } }, List.of("a", List.of("b"))), Arguments
					.of(Stubs.of(java.sql.Array.class, (proxy, method, args) -> new String[] { "a" }), List.of("a")));
	}

	@Test
	void bytesAreCopied() throws SQLException, IOException {
		byte[] bytes = BYTES.clone();
		Object content = BoundContent.of(bytes);
		bytes[0] = 9;
		assertThat(content).isEqualTo(ByteBuffer.wrap(BYTES));
	}

	@Test
	void nothingEqualsNoText() throws SQLException, IOException {
		assertThat(BoundContent.of(null)).isEqualTo(BoundContent.of(null)).isNotEqualTo("null").isNotEqualTo("NULL");
	}

}
