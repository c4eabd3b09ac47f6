package io.postsave.sample.catalogue;

import java.time.Duration;

import io.postsave.sample.SampleTest;
import io.postsave.sample.ShopClient;
import io.postsave.sample.ShopClient.Answer;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.ActiveProfiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for what another application hears of the shop's books, with a real broker.
 */
@SampleTest
@ActiveProfiles("kafka")
class CatalogueTests {

	@Autowired
	ShopClient shop;

	@Test
	void otherApplicationHearsOfBooks() {
		Answer book = this.shop.post("/api/books", """
				{"title": "Agnes Grey"}""");
		this.shop.delete("/api/books/" + book.at("$.id"));
		String heard = "$.entries[?(@.id == %s)]".formatted(book.at("$.id"));
		await().atMost(Duration.ofSeconds(30))
			.untilAsserted(() -> assertThat(this.shop.get("/api/catalogue").listAt(heard + ".kind"))
				.containsExactly("deleted", "created"));
		assertThat(this.shop.get("/api/catalogue").listAt(heard + ".title")).containsExactly("Agnes Grey",
				"Agnes Grey");
		assertThat(this.shop.get("/api/catalogue").at("$.running")).isEqualTo(true);
	}

}
