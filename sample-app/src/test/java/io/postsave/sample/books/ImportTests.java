package io.postsave.sample.books;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.jayway.jsonpath.JsonPath;
import io.postsave.sample.LiveWatcher;
import io.postsave.sample.SampleTest;
import io.postsave.sample.ShopClient;
import io.postsave.sample.ShopClient.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for the import of books from a CSV file.
 */
@SampleTest
class ImportTests {

	private static final MediaType CSV = new MediaType("text", "csv");

	/** More than are committed at once. */
	private static final int BOOKS = 10_250;

	@Autowired
	ShopClient shop;

	@Autowired
	BookRepository books;

	private long booksBefore;

	@BeforeEach
	void countBooks() {
		this.booksBefore = this.books.count();
	}

	@Test
	void manyBooksAreImportedAndAllAreTold() {
		String rows = IntStream.rangeClosed(1, BOOKS)
			.mapToObj((number) -> "\"Volume, %d\",Imported Author".formatted(number))
			.collect(Collectors.joining("\n", "title,author\n", "\n"));
		try (LiveWatcher watcher = LiveWatcher.of(this.shop)) {
			this.shop.post("/api/books", """
					{"title": "The one before"}""");
			int before = JsonPath.read(watcher.waitFor("save", 1).get(0), "$.number");
			Answer answer = upload(rows);
			assertThat(answer.status()).isEqualTo(200);
			assertThat(answer.at("$.done")).isEqualTo(BOOKS);
			assertThat((Integer) answer.at("$.eventsPerSecond")).isPositive();
			await().untilAsserted(() -> assertThat(watcher.seen("save")).last()
				.asString()
				.as("all are counted, even if not all are sent")
				.startsWith("{\"number\":%d,".formatted(before + BOOKS))
				.contains("Volume, " + BOOKS));
			List<String> progress = watcher.seen("import");
			assertThat(progress).first().asString().startsWith("{\"done\":0,\"total\":10250,");
			assertThat(progress).last().asString().startsWith("{\"done\":10250,\"total\":10250,");
		}
		assertThat(this.books.count()).isEqualTo(this.booksBefore + 1 + BOOKS);
		assertThat(this.shop.get("/api/summary").listAt("$.authors[?(@.author == 'Imported Author')].books"))
			.containsExactly(BOOKS);
		assertThat(this.shop.get("/api/audit?limit=2").listAt("$[*].newValue"))
			.containsExactlyInAnyOrder("Volume, 10250", "Imported Author");
	}

	@Test
	void fileIsTakenWithoutAFormToo() {
		Answer answer = this.shop.send(HttpMethod.POST, "/api/books/import", CSV,
				"\uFEFFtitle,author\r\n\"Übung macht\r\nden Meister\",\r\n\r\nZwei,Zwo".replace("\r\nden", " den")
					.getBytes(StandardCharsets.UTF_8));
		assertThat(answer.at("$.done")).isEqualTo(2);
		assertThat(this.shop.get("/api/books?limit=2").listAt("$[*].title")).containsExactly("Zwei",
				"Übung macht den Meister");
	}

	@Test
	void fileWithoutBooksImportsNone() {
		assertThat(upload("title,author\n").at("$.done")).isEqualTo(0);
		assertThat(this.books.count()).isEqualTo(this.booksBefore);
	}

	@ParameterizedTest
	@MethodSource
	void malformedFileIsRefused(String csv, int line, String problem) {
		assertRefused(upload(csv), line, problem);
		assertRefused(this.shop.send(HttpMethod.POST, "/api/books/import", CSV, csv.getBytes(StandardCharsets.UTF_8)),
				line, problem);
	}

	static Stream<Arguments> malformedFileIsRefused() {
		return Stream.of(Arguments.of("", 1, "the header must be title,author"),
				Arguments.of("author,title\na,b\n", 1, "the header must be title,author"),
				Arguments.of("title\na\n", 1, "the header must be title,author"),
				Arguments.of("title,author\nGood,One\n ,Somebody\n", 3, "title must not be blank"),
				Arguments.of("title,author\nGood,One\n\nOnly a title\n", 4, "there must be 2 fields and not 1"),
				Arguments.of("title,author\na,b,c\n", 2, "there must be 2 fields and not 3"),
				Arguments.of("title,author\n\"two\nlines\",One\n", 2, "title must not contain control characters"),
				Arguments.of("title,author\nGood,One\n\"open,Two\nThree,Three\n", 3,
						"a quotation mark is wrong or missing"),
				Arguments.of("title,author\n\"a\"b,Two\n", 2, "a quotation mark is wrong or missing"),
				Arguments.of("title,author\nGood,%s\n".formatted("a".repeat(101)), 2,
						"author size must be between 0 and 100"));
	}

	@Test
	void fileInAnotherEncodingIsRefused() {
		assertRefused(
				this.shop.upload("/api/books/import",
						"title,author\nGood,One\nÜbung,Zwei\n".getBytes(StandardCharsets.ISO_8859_1)),
				3, "this is not UTF-8");
	}

	@Test
	void tooLargeFileIsRefused() {
		byte[] large = ("title,author\n" + "x".repeat(10 * 1024 * 1024)).getBytes(StandardCharsets.UTF_8);
		assertThat(List.of(this.shop.upload("/api/books/import", large),
				this.shop.send(HttpMethod.POST, "/api/books/import", CSV, large)))
			.allSatisfy((answer) -> {
				assertThat(answer.status()).isEqualTo(413);
				assertThat(answer.isProblem()).isTrue();
			});
	}

	@Test
	void formWithoutBoundaryIsRefused() {
		Answer answer = this.shop.sendWith(Map.of("Content-Type", "multipart/form-data"), HttpMethod.POST,
				"/api/books/import", "title,author");
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.detail()).isEqualTo("The form cannot be read");
	}

	@Test
	void otherContentTypeIsRefused() {
		Answer answer = this.shop.post("/api/books/import", "[]");
		assertThat(answer.status()).isEqualTo(415);
		assertThat(answer.detail()).isEqualTo("Content-Type 'application/json' is not supported.");
	}

	@Test
	void failedImportIsRolledBackAsAWhole() {
		String rows = IntStream.range(0, 600)
			.mapToObj((number) -> "Never " + number + ",Nobody\n")
			.collect(Collectors.joining("", "title,author\n", ""));
		try (LiveWatcher watcher = LiveWatcher.of(this.shop)) {
			Answer answer = this.shop.upload("/api/books/import?fail=true", rows.getBytes(StandardCharsets.UTF_8));
			assertThat(answer.status()).isEqualTo(422);
			await()
				.untilAsserted(() -> assertThat(watcher.seen("rollback")).last().asString().contains("\"Never 599\""));
			assertThat(watcher.seen("save")).isEmpty();
		}
		assertThat(this.books.count()).isEqualTo(this.booksBefore);
	}

	private Answer upload(String csv) {
		return this.shop.upload("/api/books/import", csv.getBytes(StandardCharsets.UTF_8));
	}

	private void assertRefused(Answer answer, int line, String problem) {
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.isProblem()).isTrue();
		assertThat(answer.at("$.line")).isEqualTo(line);
		assertThat(answer.detail()).isEqualTo("Line " + line + ": " + problem + ". Nothing was imported.");
		assertThat(this.books.count()).isEqualTo(this.booksBefore);
	}

}
