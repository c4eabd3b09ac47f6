package io.postsave.integration.flush;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

import io.postsave.integration.flush.PendingSavesMemory.BookListListener;
import io.postsave.integration.flush.PendingSavesMemory.BookListener;
import io.postsave.integration.flush.PendingSavesMemory.NoteListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Measures what a long transaction holds for its pending saves, when asked to: <pre>
 * ./mvnw -pl autoconfigure test -Dtest=PendingSavesMemoryTests -Dpost-save.memory.rows=1000000
 * </pre> With fewer than 100,000 rows, in hundred thousands, what an application needs
 * anyway would drown the difference. The entities themselves are no part of it: where
 * they are held, they are by the plain transaction too.
 */
@EnabledIfSystemProperty(named = "post-save.memory.rows", matches = "[1-9][0-9]*00000")
class PendingSavesMemoryTests {

	private static final int ROWS = Integer.getInteger("post-save.memory.rows", 0);

	/** The attributes of a book, without its identifier. */
	private static final int ATTRIBUTES = 2;

	private static final String OFF = "post-save.enabled=false";

	private static final String AFTER_COMMIT = "post-save.delivery=after-commit";

	private static final String IN_TRANSACTION = "post-save.delivery=in-transaction";

	@TempDir
	Path directory;

	private int runs;

	@Test
	void createdRowsTakeLittleMoreThanTheirEntities() throws Exception {
		long plain = growthOfHeap("create", "keep", BookListener.class, OFF);
		long pending = growthOfHeap("create", "drop", BookListener.class, AFTER_COMMIT);
		assertThat(perRow("created, heard after the commit", plain, pending)).isBetween(1.0, 160.0 + 4 * ATTRIBUTES);
	}

	@Test
	void updatedRowsTakeLittleMoreThanTheirEntities() throws Exception {
		long plain = growthOfHeap("update", "keep", BookListener.class, OFF);
		long pending = growthOfHeap("update", "drop", BookListener.class, AFTER_COMMIT);
		assertThat(perRow("updated, heard after the commit", plain, pending)).isBetween(1.0,
				160.0 + 2 * 4 * ATTRIBUTES);
	}

	@Test
	void nothingIsHeldOfSavesThatNobodyHearsAfterTheCommit() throws Exception {
		long plain = growthOfHeap("create", "drop", BookListener.class, OFF);
		long unheard = growthOfHeap("create", "drop", NoteListener.class, AFTER_COMMIT);
		long inTransaction = growthOfHeap("create", "drop", BookListener.class, IN_TRANSACTION);
		assertThat(perRow("created, heard by nobody", plain, unheard)).isLessThan(8);
		assertThat(perRow("created, heard in the transaction", plain, inTransaction)).isLessThan(8);
	}

	@Test
	void nothingIsHeldOfListsThatHaveBeenTold() throws Exception {
		long plain = growthOfHeap("create", "drop", BookListener.class, OFF);
		long lists = growthOfHeap("create", "drop", BookListListener.class, IN_TRANSACTION);
		assertThat(perRow("created, heard in lists in the transaction", plain, lists)).isLessThan(8);
	}

	private static double perRow(String what, long plain, long measured) {
		double bytes = (measured - plain) / (double) ROWS;
		System.out.printf("%s: %.1f bytes a save beyond plain (%d rows: %d and %d bytes)%n", what, bytes, ROWS, plain,
				measured);
		return bytes;
	}

	private long growthOfHeap(String work, String entities, Class<?> listener, String property)
			throws IOException, InterruptedException {
		Path database = this.directory.resolve("run" + this.runs++);
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-Xmx2g", "-XX:+UseSerialGC", "-XX:SoftRefLRUPolicyMSPerMB=0", "-cp",
				System.getProperty("java.class.path"), PendingSavesMemory.class.getName(), String.valueOf(ROWS), work,
				entities, listener.getName(), database.toString(), property)
			.redirectErrorStream(true)
			.start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor()).as(output).isZero();
		List<String> results = output.lines().filter((line) -> line.startsWith(PendingSavesMemory.RESULT)).toList();
		assertThat(results).as(output).hasSize(1);
		return Long.parseLong(results.get(0).substring(PendingSavesMemory.RESULT.length()));
	}

}
