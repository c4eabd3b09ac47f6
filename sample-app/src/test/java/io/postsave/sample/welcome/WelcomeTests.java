package io.postsave.sample.welcome;

import java.time.Duration;
import java.util.List;

import io.postsave.sample.SampleTest;
import io.postsave.sample.ShopClient;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for the letter to new readers, with a real SMTP server.
 */
@SampleTest
class WelcomeTests {

	@Autowired
	ShopClient shop;

	@Test
	void newReaderGetsALetter() {
		register("", "Ada Lovelace", "ada@letters.example");
		waitForLetterTo("ada@letters.example");
		assertThat(this.shop.get("/api/mail").at("$.letters[0]"))
			.asInstanceOf(InstanceOfAssertFactories.map(String.class, String.class))
			.containsEntry("from", "bookshop@example.org")
			.containsEntry("to", "ada@letters.example")
			.containsEntry("subject", "Welcome to the bookshop")
			.hasEntrySatisfying("text", (text) -> assertThat(text).startsWith("Dear Ada Lovelace,"))
			.containsKey("receivedAt");
	}

	@Test
	void readerWhoIsRolledBackGetsNone() {
		register("?fail=true", "Nobody", "nobody@letters.example");
		register("", "Somebody", "somebody@letters.example");
		waitForLetterTo("somebody@letters.example");
		assertThat(letters()).doesNotContain("nobody@letters.example");
	}

	@Test
	void readerWhoIsRefusedGetsNoSecond() {
		register("", "Grace", "grace@letters.example");
		register("", "Grace", "grace@letters.example");
		waitForLetterTo("grace@letters.example");
		assertThat(letters()).containsOnlyOnce("grace@letters.example");
	}

	@Test
	void nameIsWrittenAsItIs() {
		register("", "Ωλένα <b>", "olena@letters.example");
		waitForLetterTo("olena@letters.example");
		assertThat(this.shop.get("/api/mail").listAt("$.letters[?(@.to == 'olena@letters.example')].text"))
			.singleElement()
			.asString()
			.contains("Dear Ωλένα <b>,");
	}

	@Test
	void letterWaitsWhileTheServerIsDown() {
		this.shop.put("/api/mail/down", "true");
		try {
			register("", "Waiting", "waiting@letters.example");
			await().untilAsserted(() -> assertThat(this.shop.get("/api/mail").at("$.waiting")).isEqualTo(1));
			assertThat(this.shop.get("/api/mail").at("$.down")).isEqualTo(true);
			assertThat(letters()).doesNotContain("waiting@letters.example");
		}
		finally {
			this.shop.put("/api/mail/down", "false");
		}
		waitForLetterTo("waiting@letters.example");
		await().untilAsserted(() -> assertThat(this.shop.get("/api/mail").at("$.waiting")).isEqualTo(0));
	}

	private void waitForLetterTo(String reader) {
		await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(letters()).contains(reader));
	}

	private List<Object> letters() {
		return this.shop.get("/api/mail").listAt("$.letters[*].to");
	}

	private void register(String query, String name, String email) {
		this.shop.post("/api/readers" + query, """
				{"name": "%s", "email": "%s"}""".formatted(name, email));
	}

}
