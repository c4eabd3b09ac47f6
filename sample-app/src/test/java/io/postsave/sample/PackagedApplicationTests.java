package io.postsave.sample;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for the jar of the application, which has been processed ahead of time: run as
 * such, with the build's own Java.
 */
@EnabledIfSystemProperty(named = PackagedApplicationTests.JAR, matches = ".+",
		disabledReason = "The jar is there at the end of a build")
class PackagedApplicationTests {

	static final String JAR = "packaged-application";

	private static final Pattern STARTED = Pattern.compile("The bookshop is open: http://localhost:(\\d+)");

	private final HttpClient client = HttpClient.newHttpClient();

	@Test
	void listenersAreToldWhenRunAsProcessedAheadOfTime(@TempDir Path folder) throws Exception {
		Path output = folder.resolve("output");
		Process application = start(output, "-Dspring.aot.enabled=true");
		try {
			URI address = URI.create("http://localhost:" + portOf(application, output));
			assertThat(Files.readString(output)).contains("Starting AOT-processed SampleApplication");
			post(address.resolve("/api/books"), """
					{"title": "Told"}""");
			post(address.resolve("/api/readers"), """
					{"name": "Ada", "email": "ada@packaged.example"}""");
			assertThat(Files.readString(output)).contains("A new book titled 'Told' was added.");
			assertThat(listAt(address.resolve("/api/profiles"), "$[*].reader.name")).containsExactly("Ada");
			await().untilAsserted(() -> assertThat(listAt(address.resolve("/api/mail"), "$.letters[*].to"))
				.containsExactly("ada@packaged.example"));
			assertThat(listAt(address.resolve("/actuator/postsave"), "$.units[*].name")).containsExactly("default");
			assertThat(Files.readString(output)).doesNotContain("WARN", "ERROR");
		}
		finally {
			application.destroy();
			assertThat(application.waitFor(30, TimeUnit.SECONDS)).as("ended").isTrue();
		}
	}

	@Test
	void letterSurvivesTheEndOfTheProcessThatOwesIt(@TempDir Path folder) throws Exception {
		Process killed = start(folder.resolve("killed"), "-Dspring.profiles.active=file");
		try {
			URI address = URI.create("http://localhost:" + portOf(killed, folder.resolve("killed")));
			assertThat(send(address.resolve("/api/mail/down"), "PUT", "true")).isEqualTo(204);
			post(address.resolve("/api/readers"), """
					{"name": "Grace", "email": "grace@killed.example"}""");
			assertThat(listAt(address.resolve("/api/mail"), "$.letters[*].to")).isEmpty();
		}
		finally {
			killed.destroyForcibly();
			assertThat(killed.waitFor(30, TimeUnit.SECONDS)).as("killed").isTrue();
		}
		Process next = start(folder.resolve("next"), "-Dspring.profiles.active=file");
		try {
			URI address = URI.create("http://localhost:" + portOf(next, folder.resolve("next")));
			await().atMost(Duration.ofMinutes(1))
				.untilAsserted(() -> assertThat(listAt(address.resolve("/api/mail"), "$.letters[*].to"))
					.containsExactly("grace@killed.example"));
		}
		finally {
			next.destroy();
			assertThat(next.waitFor(30, TimeUnit.SECONDS)).as("ended").isTrue();
		}
	}

	private static Process start(Path output, String option) throws IOException {
		return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-XX:TieredStopAtLevel=1", option, "-jar", Objects.requireNonNull(System.getProperty(JAR)),
				"--server.port=0", "--logging.level.io.postsave.sample=info")
			.directory(Objects.requireNonNull(output.getParent()).toFile())
			.redirectErrorStream(true)
			.redirectOutput(output.toFile())
			.start();
	}

	private static String portOf(Process application, Path output) throws IOException {
		await().atMost(Duration.ofMinutes(2))
			.until(() -> !application.isAlive() || STARTED.matcher(Files.readString(output)).find());
		String printed = Files.readString(output);
		return STARTED.matcher(printed)
			.results()
			.map((MatchResult result) -> result.group(1))
			.findFirst()
			.orElseThrow(() -> new IllegalStateException(printed));
	}

	private void post(URI address, String json) throws IOException, InterruptedException {
		assertThat(send(address, "POST", json)).isEqualTo(201);
	}

	private int send(URI address, String method, String json) throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(address)
			.header("Content-Type", "application/json")
			.method(method, HttpRequest.BodyPublishers.ofString(json))
			.build();
		return this.client.send(request, BodyHandlers.ofString()).statusCode();
	}

	private List<String> listAt(URI address, String jsonPath) throws IOException, InterruptedException {
		return JsonPath.read(this.client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString()).body(),
				jsonPath);
	}

}
