package io.postsave.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the actuator endpoint that the page links.
 */
@SampleTest
class EndpointTests {

	@Autowired
	ShopClient shop;

	@Test
	void pageShowsTheVeryLinesOfAListener() throws IOException {
		List<Object> methods = this.shop.get("/actuator/postsave")
			.listAt("$.listeners[?(@.method =~ /io\\.postsave\\.sample\\..*/)].method");
		assertThat(methods).hasSizeGreaterThan(8).allSatisfy((method) -> {
			String file = method.toString().replaceFirst("\\.\\w+\\(.*", "").replace('.', '/') + ".java";
			assertThat(this.shop.get("/source/" + file).body())
				.isEqualTo(Files.readString(Path.of("src/main/java", file)));
		});
	}

	@Test
	void pageLinksWhoHearsWhat() {
		String page = this.shop.get("/index.html").body();
		String link = page.replaceAll("(?s).*<a href=\"([^\"]*)\">Who hears what</a>.*", "$1");
		ShopClient.Answer answer = this.shop.get("/" + link);
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.at("$.units[0].joined")).isEqualTo(true);
		assertThat(answer.listAt("$.excludes")).containsExactly("io.postsave.sample.audit.AuditEntry");
		assertThat(answer.listAt("$.matchesNothing")).isEmpty();
		assertThat(this.shop.get("/" + link + "/Book").listAt("$.entities[0].listeners[*].method"))
			.anyMatch((method) -> Objects.toString(method).startsWith("io.postsave.sample.books.BookListener."));
		assertThat(this.shop.get("/" + link + "/Nobody").status()).isEqualTo(404);
	}

}
