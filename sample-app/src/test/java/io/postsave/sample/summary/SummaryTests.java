package io.postsave.sample.summary;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import io.postsave.sample.SampleTest;
import io.postsave.sample.ShopClient;
import io.postsave.sample.ShopClient.Answer;
import io.postsave.sample.books.Book;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.cache.CacheManager;
import org.springframework.cache.caffeine.CaffeineCache;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the summary and its cache.
 */
@SampleTest
class SummaryTests {

	@Autowired
	ShopClient shop;

	@Autowired
	EntityManager entityManager;

	@Autowired
	PlatformTransactionManager transactions;

	@Autowired
	CacheManager caches;

	@Autowired
	Summary summary;

	@BeforeEach
	void emptyTheShop() {
		new TransactionTemplate(this.transactions)
			.executeWithoutResult((status) -> this.entityManager.createQuery("delete from Book").executeUpdate());
		this.summary.forget();
	}

	@Test
	void showsTheTenAuthorsWithTheMostBooks() {
		for (int number = 0; number < 12; number++) {
			add("First", "Author %02d".formatted(number), "");
		}
		add("Second", "Author 11", "");
		Answer summary = this.shop.get("/api/summary");
		assertThat(summary.at("$.books")).isEqualTo(13);
		assertThat(summary.listAt("$.authors[*].author")).hasSize(10).startsWith("Author 11", "Author 00");
	}

	@Test
	void countsBooksByAuthor() {
		assertThat(booksOf("Octavia Butler")).isEmpty();
		add("Kindred", "Octavia Butler", "");
		assertThat(booksOf("Octavia Butler")).containsExactly(1);
		add("Dawn", "Octavia Butler", "");
		assertThat(booksOf("Octavia Butler")).containsExactly(2);
	}

	@Test
	void isCachedUntilABookIsSaved() {
		booksOf("Anybody");
		CaffeineCache cache = (CaffeineCache) Objects.requireNonNull(this.caches.getCache("summary"));
		Object cached = cache.getNativeCache().asMap().values().iterator().next();
		booksOf("Anybody");
		assertThat(cache.getNativeCache().asMap().values()).singleElement().isSameAs(cached);
		add("Stoner", "John Williams", "");
		assertThat(cache.getNativeCache().asMap()).isEmpty();
	}

	@Test
	void staysCachedIfABookGetsAnotherTitle() {
		String location = add("Butchers Crossing", "John Williams", "");
		booksOf("Anybody");
		CaffeineCache cache = (CaffeineCache) Objects.requireNonNull(this.caches.getCache("summary"));
		this.shop.put(location, """
				{"title": "Butcher's Crossing", "author": "John Williams"}""");
		assertThat(cache.getNativeCache().asMap()).hasSize(1);
		this.shop.put(location, """
				{"title": "Butcher's Crossing", "author": "John Edward Williams"}""");
		assertThat(cache.getNativeCache().asMap()).isEmpty();
	}

	@Test
	void followsUpdatesAndRemovals() {
		String location = add("Beloved", "Toni Morison", "");
		assertThat(booksOf("Toni Morison")).containsExactly(1);
		this.shop.put(location, """
				{"title": "Beloved", "author": "Toni Morrison"}""");
		assertThat(booksOf("Toni Morison")).isEmpty();
		assertThat(booksOf("Toni Morrison")).containsExactly(1);
		this.shop.delete(location);
		assertThat(booksOf("Toni Morrison")).isEmpty();
	}

	@Test
	void isRightAlsoForOneWhoReadBetweenWriteAndCommit() {
		new TransactionTemplate(this.transactions).executeWithoutResult((status) -> {
			this.entityManager.persist(new Book("The Dispossessed", "Ursula K. Le Guin"));
			this.entityManager.flush();
			assertThat(CompletableFuture.supplyAsync(() -> booksOf("Ursula K. Le Guin")).join())
				.as("what is not committed yet")
				.isEmpty();
		});
		assertThat(booksOf("Ursula K. Le Guin")).containsExactly(1);
	}

	@Test
	void knowsNothingOfWhatWasRolledBack() {
		add("Never", "Nobody at all", "?fail=true");
		assertThat(booksOf("Nobody at all")).isEmpty();
	}

	private List<Object> booksOf(String author) {
		return this.shop.get("/api/summary").listAt("$.authors[?(@.author == '%s')].books".formatted(author));
	}

	private String add(String title, String author, String query) {
		return String.valueOf(this.shop.post("/api/books" + query, """
				{"title": "%s", "author": "%s"}""".formatted(title, author)).headers().getLocation());
	}

}
