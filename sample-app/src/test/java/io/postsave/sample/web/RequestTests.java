package io.postsave.sample.web;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.postsave.sample.SampleTest;
import io.postsave.sample.ShopClient;
import io.postsave.sample.ShopClient.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what holds for every request.
 */
@SampleTest
class RequestTests {

	@Autowired
	ShopClient shop;

	@ParameterizedTest
	@CsvSource({ "Sec-Fetch-Site, cross-site", "Sec-Fetch-Site, same-site", "Origin, https://elsewhere.example",
			"Origin, http://localhost", "Origin, null" })
	void otherSiteChangesNothing(String header, String value) {
		String books = this.shop.get("/api/books").body();
		for (HttpMethod method : List.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE)) {
			Answer answer = this.shop.sendWith(Map.of(header, value), method, "/api/books/1", "{}");
			assertThat(answer.status()).isEqualTo(403);
			assertThat(answer.detail()).isEqualTo("Only the bookshop's own page may change something");
		}
		assertThat(this.shop
			.sendWith(Map.of(header, value, "Content-Type", "text/csv"), HttpMethod.POST, "/api/books/import",
					"title,author\nForged,Nobody")
			.status()).isEqualTo(403);
		assertThat(this.shop.get("/api/books").body()).isEqualTo(books);
	}

	@Test
	void ownPageChangesSomething() {
		assertThat(addWith(Map.of("Sec-Fetch-Site", "same-origin", "Origin", "http://proxied.example"))).isEqualTo(201);
		assertThat(addWith(Map.of("Origin", this.shop.address()))).isEqualTo(201);
	}

	private int addWith(Map<String, String> headers) {
		Map<String, String> all = new HashMap<>(headers);
		all.put("Content-Type", "application/json");
		return this.shop.sendWith(all, HttpMethod.POST, "/api/books", "{\"title\": \"Ours\"}").status();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/bookshop.js", "/api/books", "/api/books/0", "/actuator/postsave" })
	void browsersAreToldWhatTheyMayDo(String path) {
		HttpHeaders headers = this.shop.get(path).headers();
		assertThat(headers.getFirst("X-Content-Type-Options")).isEqualTo("nosniff");
		assertThat(headers.getFirst("X-Frame-Options")).isEqualTo("DENY");
		assertThat(headers.getFirst("Referrer-Policy")).isEqualTo("same-origin");
		assertThat(headers.getFirst("Content-Security-Policy")).startsWith("default-src 'self';")
			.contains("frame-ancestors 'none'")
			.doesNotContain("unsafe");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/bookshop.js", "/bookshop.css", "/icon.svg" })
	void filesAreTheSameAsLongAsTheirContentIs(String path) {
		HttpHeaders headers = this.shop.get(path).headers();
		assertThat(headers.getCacheControl()).isEqualTo("no-cache");
		assertThat(headers.getFirst("Last-Modified")).isNull();
		String etag = Objects.requireNonNull(headers.getETag());
		assertThat(this.shop.sendWith(Map.of("If-None-Match", etag), HttpMethod.GET, path, "").status()).isEqualTo(304);
		assertThat(this.shop.sendWith(Map.of("If-None-Match", "\"other\""), HttpMethod.GET, path, "").status())
			.isEqualTo(200);
	}

}
