package io.postsave.sample.audit;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.postsave.sample.SampleTest;
import io.postsave.sample.ShopClient;
import io.postsave.sample.ShopClient.Answer;
import io.postsave.sample.books.Book;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the log of changes.
 */
@SampleTest
class AuditTests {

	@Autowired
	ShopClient shop;

	@Autowired
	AuditRepository entries;

	@Autowired
	EntityManager entityManager;

	@Autowired
	PlatformTransactionManager transactions;

	@Test
	void createdBookIsLogged() {
		Answer book = this.shop.postAs("carol", "/api/books", """
				{"title": "Middlemarch", "author": "George Eliot"}""");
		assertThat(newest(2)).allSatisfy((entry) -> {
			assertThat(entry).containsEntry("who", "carol")
				.containsEntry("entityType", "Book")
				.containsEntry("entityId", String.valueOf(book.at("$.id")))
				.containsEntry("kind", "CREATED")
				.containsEntry("oldValue", null);
			assertThat(Instant.parse(String.valueOf(entry.get("at"))).until(Instant.now(), ChronoUnit.SECONDS))
				.isBetween(-1L, Duration.ofMinutes(1).toSeconds());
		});
		assertThat(newest(2)).extracting((entry) -> entry.get("attribute") + "=" + entry.get("newValue"))
			.containsExactlyInAnyOrder("title=Middlemarch", "author=George Eliot");
	}

	@Test
	void updatedBookIsLoggedWithWhatItWas() {
		Answer book = this.shop.post("/api/books", """
				{"title": "Romola", "author": "G. Eliot"}""");
		long before = this.entries.count();
		this.shop.put("/api/books/" + book.at("$.id"), """
				{"title": "Romola", "author": "George Eliot"}""");
		assertThat(this.entries.count()).isEqualTo(before + 1);
		assertThat(newest(1).get(0)).containsEntry("who", "anonymous")
			.containsEntry("kind", "UPDATED")
			.containsEntry("attribute", "author")
			.containsEntry("oldValue", "G. Eliot")
			.containsEntry("newValue", "George Eliot");
	}

	@Test
	void changedGenresAreLoggedOldAndNew() {
		Answer book = this.shop.post("/api/books", """
				{"title": "Felix Holt", "genres": ["novel"]}""");
		long before = this.entries.count();
		this.shop.put("/api/books/" + book.at("$.id"), """
				{"title": "Felix Holt", "genres": ["novel", "politics"]}""");
		assertThat(this.entries.count()).isEqualTo(before + 1);
		assertThat(newest(1).get(0)).containsEntry("kind", "UPDATED")
			.containsEntry("attribute", "genres")
			.containsEntry("oldValue", "[novel]")
			.containsEntry("newValue", "[novel, politics]");
	}

	@Test
	void deletedBookIsLoggedWithWhatItWas() {
		Answer book = this.shop.post("/api/books", """
				{"title": "Daniel Deronda", "genres": ["novel"]}""");
		this.shop.delete("/api/books/" + book.at("$.id"));
		assertThat(newest(2)).allSatisfy((entry) -> assertThat(entry).containsEntry("kind", "DELETED")
			.containsEntry("entityId", String.valueOf(book.at("$.id")))
			.containsEntry("newValue", null));
		assertThat(newest(2)).extracting((entry) -> entry.get("attribute") + "=" + entry.get("oldValue"))
			.containsExactlyInAnyOrder("title=Daniel Deronda", "genres=[novel]");
	}

	@Test
	void registeredReaderIsLogged() {
		this.shop.post("/api/readers", """
				{"name": "Ada", "email": "ada@audit.example"}""");
		assertThat(newest(2)).extracting((entry) -> entry.get("attribute") + "=" + entry.get("newValue"))
			.containsExactlyInAnyOrder("name=Ada", "email=ada@audit.example");
	}

	@Test
	void longValuesAreLoggedAsTheyAre() {
		Set<String> genres = IntStream.range(0, 1000)
			.mapToObj((number) -> "genre-%030d".formatted(number))
			.collect(Collectors.toSet());
		Book book = new Book("Encyclopedia", null);
		book.setGenres(genres);
		new TransactionTemplate(this.transactions).executeWithoutResult((status) -> this.entityManager.persist(book));
		assertThat(newest(2)).anySatisfy((entry) -> assertThat(entry).containsEntry("attribute", "genres")
			.hasEntrySatisfying("newValue",
					(value) -> assertThat(value).asString()
						.hasSizeGreaterThan(30_000)
						.endsWith("genre-000000000000000000000000000999]")));
	}

	@Test
	void whoIsNotLongerThanThereIsRoom() {
		this.shop.postAs("x".repeat(500), "/api/books", """
				{"title": "Adam Bede"}""");
		assertThat(newest(1).get(0).get("who")).asString().startsWith("x".repeat(100)).hasSizeLessThan(150);
	}

	@Test
	void whatWasRolledBackIsNotLogged() {
		long before = this.entries.count();
		this.shop.post("/api/books?fail=true", """
				{"title": "Never"}""");
		assertThat(this.entries.count()).isEqualTo(before);
	}

	private List<Map<String, Object>> newest(int count) {
		@SuppressWarnings("unchecked")
		List<Map<String, Object>> newest = (List<Map<String, Object>>) this.shop.get("/api/audit?limit=" + count)
			.at("$");
		return (newest != null) ? newest : List.of();
	}

}
