package io.postsave.sample;

import java.io.IOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link SampleApplication} as a newcomer starts it.
 */
@ExtendWith(OutputCaptureExtension.class)
class SampleApplicationTests {

	private static final String[] TUTORIAL = { "A new book titled 'Django Basics' was added.",
			"The book titled 'Django Basics' was updated." };

	@Test
	void printsWhatWasSavedWhenItStarts(CapturedOutput output) {
		try (ConfigurableApplicationContext application = start()) {
			assertThat(application.isRunning()).isTrue();
			assertThat(output.getOut().lines().filter((line) -> line.contains("Django Basics")))
				.containsExactly(TUTORIAL);
			assertThat(output.getOut()).as("the last line")
				.endsWith("The bookshop is open: " + clientOf(application).address() + System.lineSeparator());
			assertThat(output).doesNotContain("WARN", "ERROR");
		}
	}

	@Test
	void needsNoSettingsOfPostSave(CapturedOutput output, @TempDir Path folder) throws IOException {
		String settings = Files.readString(Path.of("src/main/resources/application.yml"));
		String others = settings.replaceFirst("(?ms)^post-save:$.*?^(?=spring:$)", "");
		assertThat(others).hasSizeLessThan(settings.length());
		Path file = Files.writeString(folder.resolve("application.yml"), others);
		try (ConfigurableApplicationContext application = start("--spring.config.location=" + file)) {
			assertThat(output.getOut().lines()).contains(TUTORIAL);
			assertThat(clientOf(application).get("/actuator/postsave").at("$.delivery")).isEqualTo("in-transaction");
		}
	}

	@Test
	void saysThatThePortIsInUse(CapturedOutput output) throws IOException {
		try (ServerSocket other = new ServerSocket(0)) {
			assertThatException().isThrownBy(() -> start("--server.port=" + other.getLocalPort()))
				.withRootCauseInstanceOf(BindException.class);
			assertThat(output).contains("APPLICATION FAILED TO START",
					"Port " + other.getLocalPort() + " was already in use");
		}
	}

	@Test
	void databaseOnDiskSurvivesARestart(CapturedOutput output, @TempDir Path folder) {
		String[] arguments = { "--spring.profiles.active=file",
				"--spring.datasource.url=jdbc:h2:file:" + folder.resolve("bookshop") };
		try (ConfigurableApplicationContext application = start(arguments)) {
			assertThat(output.getOut().lines()).contains(TUTORIAL);
			clientOf(application).post("/api/books", """
					{"title": "Kept", "isbn": "9780141439587"}""");
		}
		try (ConfigurableApplicationContext application = start(arguments)) {
			ShopClient shop = clientOf(application);
			assertThat(shop.get("/api/books").listAt("$[*].title")).containsExactly("Kept", "Django Basics");
			assertThat(shop.post("/api/books", """
					{"title": "Again", "isbn": "9780141439587"}""").status()).isEqualTo(409);
			assertThat(output.getOut().lines().filter(TUTORIAL[0]::equals)).as("added once").hasSize(1);
		}
	}

	@Test
	void postgresServesAllUses(CapturedOutput output) {
		try (ConfigurableApplicationContext application = start("--spring.profiles.active=postgres")) {
			ShopClient shop = clientOf(application);
			String ada = """
					{"name": "Ada", "email": "ada@postgres.example"}""";
			assertThat(output.getOut().lines()).contains(TUTORIAL);
			assertThat(shop.post("/api/readers", ada).status()).isEqualTo(201);
			assertThat(shop.post("/api/readers", ada).detail())
				.isEqualTo("There is a reader with this e-mail address already");
			assertThat(shop.upload("/api/books/import", "title,author\nOne,Ada\nTwo,Ada\n".getBytes()).at("$.done"))
				.isEqualTo(2);
			assertThat(shop.post("/api/books?fail=true", """
					{"title": "Never"}""").status()).isEqualTo(422);
			assertThat(shop.get("/api/summary").listAt("$.authors[*].books")).containsExactly(2, 1);
			assertThat(shop.get("/api/profiles").listAt("$[*].reader.name")).containsExactly("Ada");
			await().untilAsserted(() -> assertThat(shop.get("/api/mail").listAt("$.letters[*].to"))
				.containsExactly("ada@postgres.example"));
			assertThat(shop.get("/api/audit?limit=1").at("$[0].newValue")).isEqualTo("Two");
			String location = String.valueOf(shop.post("/api/books", """
					{"title": "Three", "genres": ["novel"]}""").headers().getLocation());
			assertThat(shop.delete(location).status()).isEqualTo(204);
			assertThat(shop.get("/api/audit?limit=2").listAt("$[*].oldValue")).containsExactlyInAnyOrder("Three",
					"[novel]");
		}
	}

	@Test
	void lettersGoToTheServerThatIsConfigured() {
		GreenMail server = new GreenMail(ServerSetup.SMTP.dynamicPort());
		server.start();
		try (ConfigurableApplicationContext application = start("--spring.mail.host=127.0.0.1",
				"--spring.mail.port=" + server.getSmtp().getPort())) {
			clientOf(application).post("/api/readers", """
					{"name": "Ada", "email": "ada@elsewhere.example"}""");
			assertThat(server.waitForIncomingEmail(10_000, 1)).as("arrived").isTrue();
		}
		finally {
			server.stop();
		}
	}

	@Test
	void endsAtOnceAlsoWhileSomebodyWatches() {
		ConfigurableApplicationContext application = start();
		LiveWatcher watcher = LiveWatcher.of(clientOf(application));
		Instant before = Instant.now();
		application.close();
		assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(20));
		await().until(() -> !watcher.isOpen());
	}

	private static ShopClient clientOf(ConfigurableApplicationContext application) {
		return new ShopClient((ServletWebServerApplicationContext) application);
	}

	private static ConfigurableApplicationContext start(String... arguments) {
		SpringApplication application = new SpringApplication(SampleApplication.class);
		application.setDefaultProperties(Map.of("server.port", "0"));
		return application.run(arguments);
	}

}
