package io.postsave.sample.readers;

import io.postsave.InTransaction;
import io.postsave.PostSaveEvent;
import io.postsave.sample.ShopClient;
import io.postsave.sample.ShopClient.Answer;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.server.ResponseStatusException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.http.HttpStatus.CONFLICT;

/**
 * Tests for readers whose profile cannot be created, or whose letter cannot be sent.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "spring.mail.host=localhost", "spring.mail.port=1" })
@Import({ ShopClient.class, UnluckyReadersTests.ProfileRefusal.class })
class UnluckyReadersTests {

	@Autowired
	ShopClient shop;

	@Autowired
	ReaderRepository readers;

	@Test
	void readerWithoutProfileDoesNotExistEither() {
		Answer answer = this.shop.post("/api/readers", """
				{"name": "Unlucky", "email": "unlucky@readers.example"}""");
		assertThat(answer.status()).isEqualTo(409);
		assertThat(answer.detail()).isEqualTo("no profile for Unlucky");
		assertThat(this.readers.findAll()).extracting(Reader::getName).doesNotContain("Unlucky");
		assertThat(this.shop.get("/api/profiles").body()).doesNotContain("Unlucky");
		assertThat(this.shop.get("/api/audit").body()).doesNotContain("Unlucky");
	}

	@Test
	void readerIsRegisteredEvenIfTheMailServerIsDown(@Autowired JdbcClient database) {
		Answer answer = this.shop.post("/api/readers", """
				{"name": "Patient", "email": "patient@readers.example"}""");
		assertThat(answer.status()).isEqualTo(201);
		assertThat(this.shop.get("/api/profiles").body()).contains("Patient");
		await().untilAsserted(() -> assertThat(database
			.sql("select status from event_publication where listener_id like '%welcome%' and completion_date is null")
			.query(String.class)
			.list()).isNotEmpty());
	}

	@Test
	void inboxOfAnotherMailServerIsNotToBeSeen() {
		Answer answer = this.shop.get("/api/mail");
		assertThat(answer.status()).isEqualTo(404);
		assertThat(answer.detail()).isEqualTo("Mail goes to the server that spring.mail.host names: look there");
	}

	static class ProfileRefusal {

		@InTransaction
		@EventListener(condition = "#event.entity.reader.name == 'Unlucky'")
		void refuse(PostSaveEvent.Created<Profile> event) {
			throw new ResponseStatusException(CONFLICT, "no profile for " + event.getEntity().getReader());
		}

	}

}
