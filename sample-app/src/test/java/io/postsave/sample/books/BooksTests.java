package io.postsave.sample.books;

import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.postsave.sample.SampleTest;
import io.postsave.sample.ShopClient;
import io.postsave.sample.ShopClient.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the books of the shop.
 */
@SampleTest
@ExtendWith(OutputCaptureExtension.class)
class BooksTests {

	@Autowired
	ShopClient shop;

	@Autowired
	BookRepository books;

	private int outputBefore;

	private long booksBefore;

	@BeforeEach
	void lookAround(CapturedOutput output) {
		this.outputBefore = output.getOut().length();
		this.booksBefore = this.books.count();
	}

	@Test
	void addedBookIsCreatedAndTold(CapturedOutput output) {
		Answer added = this.shop.post("/api/books", """
				{"title": " Spring in Action ", "author": "Craig Walls", "isbn": "978-1-61729-757-1"}""");
		assertThat(added.status()).isEqualTo(201);
		assertThat(added.headers().getLocation()).hasToString("/api/books/" + added.at("$.id"));
		assertThat(added.at("$.title")).isEqualTo("Spring in Action");
		assertThat(added.at("$.isbn")).isEqualTo("9781617297571");
		assertThat(toldIn(output)).containsExactly("A new book titled 'Spring in Action' was added.");
		assertThat(this.shop.get("/api/books").at("$[0].title")).isEqualTo("Spring in Action");
	}

	@Test
	void updatedBookIsTold(CapturedOutput output) {
		String location = add("Spring in Acton");
		Answer updated = this.shop.put(location, """
				{"title": "Spring in Action", "author": "Craig Walls"}""");
		assertThat(updated.status()).isEqualTo(200);
		assertThat(updated.at("$.author")).isEqualTo("Craig Walls");
		assertThat(toldIn(output)).containsExactly("A new book titled 'Spring in Acton' was added.",
				"The book titled 'Spring in Action' was updated.");
	}

	@Test
	void bookUpdatedWithWhatItIsAlreadyIsNotTold(CapturedOutput output) {
		String location = add("Refactoring");
		assertThat(this.shop.put(location, """
				{"title": "Refactoring"}""").status()).isEqualTo(200);
		assertThat(toldIn(output)).containsExactly("A new book titled 'Refactoring' was added.");
	}

	@Test
	void deletedBookIsGoneAndTold(CapturedOutput output) {
		String location = add("Clean Code");
		assertThat(this.shop.delete(location).status()).isEqualTo(204);
		assertThat(toldIn(output)).containsExactly("A new book titled 'Clean Code' was added.",
				"The book titled 'Clean Code' was deleted.");
		assertThat(this.books.count()).isEqualTo(this.booksBefore);
		assertThat(this.shop.delete(location).status()).isEqualTo(404);
	}

	@Test
	void genresAreKeptWithTheBook(CapturedOutput output) {
		Answer added = this.shop.post("/api/books", """
				{"title": "Dune", "genres": ["science fiction", " epic ", "", null]}""");
		assertThat(added.listAt("$.genres")).containsExactly("epic", "science fiction");
		String location = String.valueOf(added.headers().getLocation());
		assertThat(this.shop.put(location, """
				{"title": "Dune", "genres": ["classic", "science fiction"]}""").status()).isEqualTo(200);
		assertThat(this.shop.get("/api/books?limit=1").listAt("$[0].genres")).containsExactly("classic",
				"science fiction");
		assertThat(this.shop.delete(location).status()).isEqualTo(204);
		assertThat(toldIn(output)).containsExactly("A new book titled 'Dune' was added.",
				"The book titled 'Dune' was updated.", "The book titled 'Dune' was deleted.");
	}

	@Test
	void listIsAsLongAsAskedFor() {
		add("One");
		add("Two");
		assertThat(this.shop.get("/api/books?limit=2").listAt("$[*].title")).containsExactly("Two", "One");
		Answer refused = this.shop.get("/api/books?limit=0");
		assertThat(refused.status()).isEqualTo(400);
		assertThat(refused.detail()).isEqualTo("limit must be greater than 0");
	}

	@Test
	void unknownBookIsNotFound(CapturedOutput output) {
		Answer answer = this.shop.put("/api/books/987654321", """
				{"title": "Nobody's"}""");
		assertThat(answer.status()).isEqualTo(404);
		assertThat(answer.isProblem()).isTrue();
		assertThat(answer.detail()).isEqualTo("There is no book 987654321");
		assertThat(this.shop.delete("/api/books/987654321").detail()).isEqualTo("There is no book 987654321");
		assertThat(toldIn(output)).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			{}                                      | title must not be blank
			{"author": "Craig Walls"}               | title must not be blank
			{"title": " "}                          | title must not be blank
			{"title": "a\\u0000b"}                  | title must not contain control characters
			{"title": "a", "isbn": "123"}           | isbn must be a valid ISBN of 10 or 13 digits
			{"title": "\\u200b\\u2060"}              | title must contain something that can be seen
			{"title": "\\u00a0"}                    | title must contain something that can be seen
			{"title": "\\u202e \\ufe0f"}             | title must contain something that can be seen
			{"title": "\\u3164"}                    | title must contain something that can be seen
			{"title": "a\\u0085b"}                  | title must not contain control characters
			{"title": "a\\ud800"}                   | title must not contain control characters
			{"title": "a", "author": "\\u200b"}     | author must contain something that can be seen
			{"title": "a", "genres": ["\\u200b"]}   | must contain something that can be seen
			{"isbn": "978-0-14-143958-8"}           | title must not be blank
			{"isbn": "978-0-14-143958-8"}           | isbn must be a valid ISBN of 10 or 13 digits
			{"title": "a", "genres": ["b\\u0000c"]} | must not contain control characters
			{"title": "a", "genres": "b"}           | Failed to read request
			{                                       | Failed to read request
			{"title": ["a", "b"]}                   | Failed to read request
			""")
	void badBookIsRefused(String body, String detail, CapturedOutput output) {
		assertRefused(this.shop.post("/api/books", body), 400, detail, output);
	}

	@ParameterizedTest
	@ValueSource(strings = { "\u202bשלום\u202c", "नमस्ते", "👩‍👩‍👧", "!" })
	void titleThatCanBeSeenIsTakenAsItIs(String title) {
		assertThat(this.shop.post("/api/books", "{\"title\": \"%s\"}".formatted(title)).at("$.title")).isEqualTo(title);
	}

	@Test
	void whatIsWrongIsSaidOfEachField() {
		Answer answer = this.shop.post("/api/books", """
				{"title": "", "isbn": "1", "genres": ["a\\u0000"]}""");
		assertThat(answer.at("$.errors")).isEqualTo(Map.of("title", "must not be blank", "isbn",
				"must be a valid ISBN of 10 or 13 digits", "genres", "must not contain control characters"));
	}

	@Test
	void tooLongFieldsAreRefused(CapturedOutput output) {
		assertRefused(this.shop.post("/api/books", """
				{"title": "%s", "author": "%s"}""".formatted("t".repeat(201), "a".repeat(101))), 400,
				"author size must be between 0 and 100; title size must be between 0 and 200", output);
		assertThat(this.shop.post("/api/books", """
				{"title": "%s", "author": "%s"}""".formatted("t".repeat(200), "a".repeat(100))).status())
			.isEqualTo(201);
	}

	@Test
	void manyAndLongGenresAreLimited(CapturedOutput output) {
		assertRefused(this.shop.post("/api/books", withGenres(11, 1)), 400, "genres size must be between 0 and 10",
				output);
		assertRefused(this.shop.post("/api/books", withGenres(1, 51)), 400, "size must be between 0 and 50", output);
		assertThat(this.shop.post("/api/books", withGenres(10, 50)).listAt("$.genres")).hasSize(10);
	}

	private static String withGenres(int count, int length) {
		return IntStream.range(0, count)
			.mapToObj((number) -> "\"" + String.valueOf((char) ('a' + number)).repeat(length) + "\"")
			.collect(Collectors.joining(",", "{\"title\": \"Long\", \"genres\": [", "]}"));
	}

	@Test
	void changeOfWhatSomebodyElseHasChangedIsAConflict(CapturedOutput output) {
		String location = add("Silas Marner");
		Answer seen = this.shop.get(location);
		this.shop.put(location + "?version=" + seen.at("$.version"), """
				{"title": "Silas Marner", "author": "George Eliot"}""");
		lookAround(output);
		Answer refused = this.shop.put(location + "?version=" + seen.at("$.version"), """
				{"title": "Silas Marner", "genres": ["novel"]}""");
		assertRefused(refused, 409, "Somebody else has changed this meanwhile", output);
		assertThat(refused.at("$.type")).isEqualTo("urn:bookshop:changed-meanwhile");
		Answer theirs = this.shop.get(location);
		assertThat(theirs.at("$.author")).isEqualTo("George Eliot");
		Answer mine = this.shop.put(location + "?version=" + theirs.at("$.version"), """
				{"title": "Silas Marner", "genres": ["novel"]}""");
		assertThat(mine.at("$.version")).isEqualTo(2);
		assertThat(this.shop.get(location).at("$.version")).isEqualTo(2);
	}

	@Test
	void changesAtTheSameTimeAreAConflict() {
		Book book = this.books.save(new Book("Contended", null));
		Book other = this.books.findById(Objects.requireNonNull(book.getId())).orElseThrow();
		book.setTitle("Contended, 2nd edition");
		this.books.save(book);
		other.setAuthor("Somebody");
		assertThatExceptionOfType(OptimisticLockingFailureException.class).isThrownBy(() -> this.books.save(other));
	}

	@Test
	void badUpdateChangesNothing(CapturedOutput output) {
		String location = add("Domain-Driven Design");
		assertThat(this.shop.put(location, "{}").status()).isEqualTo(400);
		assertThat(this.shop.get("/api/books?limit=1").at("$[0].title")).isEqualTo("Domain-Driven Design");
		assertThat(toldIn(output)).hasSize(1);
	}

	@Test
	void duplicateIsbnIsAConflict(CapturedOutput output) {
		String book = """
				{"title": "Emma", "isbn": "%s"}""";
		assertThat(this.shop.post("/api/books", book.formatted("9780141439587")).status()).isEqualTo(201);
		lookAround(output);
		assertRefused(this.shop.post("/api/books", book.formatted("978-0-14-143958-7")), 409,
				"There is a book with this ISBN already", output);
		assertThat(this.shop.post("/api/books", book.formatted("9780141439587")).at("$.errors.isbn"))
			.isEqualTo("There is a book with this ISBN already");
	}

	@Test
	void updateToADuplicateIsbnIsAConflict(CapturedOutput output) {
		this.shop.post("/api/books", """
				{"title": "Persuasion", "isbn": "9780141439686"}""");
		String location = add("Sanditon");
		lookAround(output);
		assertRefused(this.shop.put(location, """
				{"title": "Changed", "isbn": "9780141439686"}"""), 409, "There is a book with this ISBN already",
				output);
		assertThat(this.shop.get("/api/books?limit=1").at("$[0].title")).isEqualTo("Sanditon");
	}

	@ParameterizedTest
	@ValueSource(strings = { "text/plain", "application/xml", "application/x-www-form-urlencoded" })
	void otherContentTypeIsRefused(String contentType, CapturedOutput output) {
		assertRefused(this.shop.send(HttpMethod.POST, "/api/books", MediaType.parseMediaType(contentType), "title=x"),
				415, "is not supported", output);
	}

	@Test
	void failedSaveIsRolledBack(CapturedOutput output) {
		Answer answer = this.shop.post("/api/books?fail=true", """
				{"title": "Never"}""");
		assertThat(answer.status()).isEqualTo(422);
		assertThat(answer.isProblem()).isTrue();
		assertThat(answer.detail()).contains("FailingListener refused to save the Book");
		assertThat(toldIn(output)).as("told in the transaction")
			.containsExactly("A new book titled 'Never' was added.");
		assertThat(this.books.count()).isEqualTo(this.booksBefore);
	}

	@Test
	void failedDeletionIsRolledBack(CapturedOutput output) {
		String location = add("Forever");
		Answer answer = this.shop.delete(location + "?fail=true");
		assertThat(answer.status()).isEqualTo(422);
		assertThat(answer.detail()).contains("FailingListener refused to delete the Book");
		assertThat(toldIn(output)).as("told in the transaction").endsWith("The book titled 'Forever' was deleted.");
		assertThat(this.shop.get("/api/books?limit=1").at("$[0].title")).isEqualTo("Forever");
	}

	private void assertRefused(Answer answer, int status, String detail, CapturedOutput output) {
		assertThat(answer.status()).isEqualTo(status);
		assertThat(answer.isProblem()).isTrue();
		assertThat(answer.detail()).contains(detail);
		assertThat(this.books.count()).isEqualTo(this.booksBefore);
		assertThat(toldIn(output)).isEmpty();
	}

	private Stream<String> toldIn(CapturedOutput output) {
		return output.getOut().substring(this.outputBefore).lines();
	}

	private String add(String title) {
		Answer added = this.shop.post("/api/books", """
				{"title": "%s"}""".formatted(title));
		assertThat(added.status()).isEqualTo(201);
		return String.valueOf(added.headers().getLocation());
	}

}
