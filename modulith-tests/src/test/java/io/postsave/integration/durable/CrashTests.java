package io.postsave.integration.durable;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application that is killed while it writes, delivers and recovers: in the end every
 * committed write was delivered to each durable listener, and none that was rolled back.
 */
class CrashTests {

	private static final int KILLS = Integer.getInteger("crash.kills", 3);

	private static final long SEED = Long.getLong("crash.seed", System.nanoTime());

	/** The longest life of a process after its start, in milliseconds. */
	private static final int LONGEST_LIFE = 4000;

	private static final long LONGEST_RECOVERY = TimeUnit.SECONDS.toNanos(120);

	private static final String SAME = "delivery.entity = journal.entity and delivery.version = journal.version "
			+ "and delivery.kind = journal.kind and delivery.name = journal.name";

	private static final Pattern SKIPPED = Pattern.compile("PostSaveEvent\\.(\\w+)<Member>\\[id=(\\d+),.*"
			+ " is not delivered to .*\\$(\\w+)Listener\\.hear\\(.*: its row is gone");

	private final Path logs;

	CrashTests(@TempDir Path logs) {
		this.logs = logs;
	}

	@Test
	void everyCommittedWriteIsDeliveredAndNoneThatWasRolledBack() throws IOException, InterruptedException {
		System.out.println("-Dcrash.kills=" + KILLS + " -Dcrash.seed=" + SEED);
		Random random = new Random(SEED);
		try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
			JdbcTemplate jdbc = new JdbcTemplate(postgres.getPostgresDatabase());
			CrashingApplication.createTables(jdbc);
			for (int kill = 0; kill < KILLS; kill++) {
				liveAndDie(postgres, jdbc, kill, random);
			}
			recover(postgres, jdbc);
			verify(jdbc);
		}
	}

	private void liveAndDie(EmbeddedPostgres postgres, JdbcTemplate jdbc, int number, Random random)
			throws IOException, InterruptedException {
		int earlier = lives(jdbc);
		Process process = start(postgres, number, random.nextLong(), true);
		try {
			awaitUntil(process, () -> lives(jdbc) > earlier);
			assertThat(lives(jdbc)).as("processes that have started").isGreaterThan(earlier);
			Thread.sleep(random.nextInt(LONGEST_LIFE));
			assertThat(process.isAlive()).as("the process before it is killed, see %s", this.logs).isTrue();
		}
		finally {
			process.destroyForcibly().waitFor();
		}
	}

	private void recover(EmbeddedPostgres postgres, JdbcTemplate jdbc) throws IOException, InterruptedException {
		System.out.println(owed(jdbc) + " publications are owed after the last kill");
		Process process = start(postgres, KILLS, 0, false);
		try {
			awaitUntil(process, () -> owed(jdbc) == 0);
			assertThat(owed(jdbc)).as("publications that are owed for good").isZero();
		}
		finally {
			process.destroyForcibly().waitFor();
		}
	}

	private Process start(EmbeddedPostgres postgres, int number, long seed, boolean writing) throws IOException {
		File log = this.logs.resolve("process-" + number + ".log").toFile();
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m",
						"-XX:TieredStopAtLevel=1", "-cp",
						System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
						CrashingApplication.class.getName()));
		command.add("--spring.datasource.url=" + postgres.getJdbcUrl("postgres", "postgres"));
		command.add("--crash.seed=" + seed);
		command.add("--crash.writing=" + writing);
		return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log).start();
	}

	private static void awaitUntil(Process process, BooleanSupplier condition) throws InterruptedException {
		long end = System.nanoTime() + LONGEST_RECOVERY;
		while (!condition.getAsBoolean() && System.nanoTime() < end) {
			assertThat(process.isAlive()).as("the process").isTrue();
			Thread.sleep(50);
		}
	}

	private static int lives(JdbcTemplate jdbc) {
		return count(jdbc, "select count(*) from life");
	}

	private static int owed(JdbcTemplate jdbc) {
		return count(jdbc, "select count(*) from event_publication where completion_date is null");
	}

	private static int count(JdbcTemplate jdbc, String query) {
		Integer count = jdbc.queryForObject(query, Integer.class);
		return (count != null) ? count : 0;
	}

	private void verify(JdbcTemplate jdbc) throws IOException {
		int written = count(jdbc, "select count(*) from journal");
		System.out.println(written + " writes were committed by " + lives(jdbc) + " processes");
		assertThat(written).isPositive();
		Set<String> skipped = skipped();
		for (String listener : CrashingApplication.LISTENERS) {
			List<Map<String, Object>> lost = new ArrayList<>(jdbc
				.queryForList("select * from journal where not exists (select 1 from delivery where listener = ? "
						+ "and " + SAME + ")", listener));
			int undelivered = lost.size();
			lost.removeIf((write) -> skipped.contains(listener + write.get("kind") + write.get("entity")));
			List<Map<String, Object>> invented = jdbc.queryForList("select * from delivery where listener = ? "
					+ "and not exists (select 1 from journal where " + SAME + ")", listener);
			int duplicates = count(jdbc,
					"select count(*) - count(distinct event) from delivery where listener = '" + listener + "'");
			System.out.println(listener + ": " + lost.size() + " lost, " + invented.size() + " invented, " + duplicates
					+ " delivered again, " + (undelivered - lost.size()) + " skipped as their rows were gone");
			assertThat(lost).as("writes that %s was not told of", listener).isEmpty();
			assertThat(invented).as("writes that %s was told of and that were not committed", listener).isEmpty();
		}
	}

	/**
	 * Return what the processes say that they have skipped, as its row is gone.
	 */
	private Set<String> skipped() throws IOException {
		Set<String> skipped = new HashSet<>();
		try (Stream<Path> logs = Files.list(this.logs)) {
			for (Path log : logs.toList()) {
				SKIPPED.matcher(Files.readString(log))
					.results()
					.forEach((line) -> skipped.add(line.group(3).toLowerCase(Locale.ROOT)
							+ line.group(1).toLowerCase(Locale.ROOT) + line.group(2)));
			}
		}
		return skipped;
	}

}
