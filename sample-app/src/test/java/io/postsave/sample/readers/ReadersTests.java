package io.postsave.sample.readers;

import io.postsave.sample.SampleTest;
import io.postsave.sample.ShopClient;
import io.postsave.sample.ShopClient.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the readers of the shop and their profiles.
 */
@SampleTest
class ReadersTests {

	@Autowired
	ShopClient shop;

	@Autowired
	ReaderRepository readers;

	@Autowired
	ProfileRepository profiles;

	private long readersBefore;

	private long profilesBefore;

	@BeforeEach
	void count() {
		this.readersBefore = this.readers.count();
		this.profilesBefore = this.profiles.count();
	}

	@Test
	void readerWhoRegistersGetsAProfile() {
		Answer answer = register("Ada Lovelace", " Ada@Readers.example ");
		assertThat(answer.status()).isEqualTo(201);
		assertThat(answer.at("$.email")).isEqualTo("ada@readers.example");
		Answer profile = this.shop.get("/api/profiles?limit=1");
		assertThat(profile.at("$[0].reader.id")).isEqualTo(answer.at("$.id"));
		assertThat(profile.at("$[0].shelf")).isEqualTo("To read");
		assertThat(this.shop.get("/api/readers?limit=1").at("$[0].name")).isEqualTo("Ada Lovelace");
		assertThat(this.profiles.count()).isEqualTo(this.profilesBefore + 1);
	}

	@Test
	void readerWhoseSaveFailsDoesNotExistAndNorDoesTheProfile() {
		Answer answer = this.shop.post("/api/readers?fail=true", """
				{"name": "Nobody", "email": "nobody@readers.example"}""");
		assertRefused(answer, 422, "FailingListener refused to save the Reader");
		assertThat(register("Nobody", "nobody@readers.example").status()).isEqualTo(201);
	}

	@Test
	void duplicateEmailIsAConflict() {
		register("Grace", "grace@readers.example");
		count();
		assertRefused(register("Another Grace", "GRACE@readers.example"), 409,
				"There is a reader with this e-mail address already");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			{}                                       | email must not be blank; name must not be blank
			{"name": "Ada"}                          | email must not be blank
			{"name": "Ada", "email": "ada"}          | email must be a well-formed email address
			{"name": "Ada", "email": "a@x\\r\\nBcc: b@x"} | email must be a well-formed email address
			{"name": "\\u200b", "email": "ab@x.org"} | name must contain something that can be seen
			{"name": "A\\nB", "email": "ab@x.org"}   | name must not contain control characters
			""")
	void badReaderIsRefused(String body, String detail) {
		assertRefused(this.shop.post("/api/readers", body), 400, detail);
	}

	@Test
	void tooLongNameIsRefused() {
		assertRefused(register("a".repeat(101), "long@readers.example"), 400, "name size must be between 0 and 100");
	}

	private Answer register(String name, String email) {
		return this.shop.post("/api/readers", """
				{"name": "%s", "email": "%s"}""".formatted(name, email));
	}

	private void assertRefused(Answer answer, int status, String detail) {
		assertThat(answer.status()).isEqualTo(status);
		assertThat(answer.isProblem()).isTrue();
		assertThat(answer.detail()).contains(detail);
		assertThat(this.readers.count()).isEqualTo(this.readersBefore);
		assertThat(this.profiles.count()).isEqualTo(this.profilesBefore);
	}

}
