package io.postsave.sample.welcome;

import java.util.List;

import io.postsave.sample.SampleTest;
import io.postsave.sample.ShopClient;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

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
		assertThat(this.shop.get("/api/mail").at("$[0]"))
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
		assertThat(letters()).doesNotContain("nobody@letters.example");
	}

	@Test
	void readerWhoIsRefusedGetsNoSecond() {
		register("", "Grace", "grace@letters.example");
		register("", "Grace", "grace@letters.example");
		assertThat(letters()).containsOnlyOnce("grace@letters.example");
	}

	@Test
	void nameIsWrittenAsItIs() {
		register("", "Ωλένα <b>", "olena@letters.example");
		assertThat(this.shop.get("/api/mail").listAt("$[?(@.to == 'olena@letters.example')].text")).singleElement()
			.asString()
			.contains("Dear Ωλένα <b>,");
	}

	private List<Object> letters() {
		return this.shop.get("/api/mail").listAt("$[*].to");
	}

	private void register(String query, String name, String email) {
		this.shop.post("/api/readers" + query, """
				{"name": "%s", "email": "%s"}""".formatted(name, email));
	}

}
