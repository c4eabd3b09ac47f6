package io.postsave.sample;

import java.util.Objects;
import java.util.stream.Stream;

import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.boot.webmvc.test.autoconfigure.MockMvcPrint;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link BookController} with a real database.
 */
@SpringBootTest
@AutoConfigureMockMvc(print = MockMvcPrint.NONE)
@ExtendWith(OutputCaptureExtension.class)
class BookControllerTests {

	@Autowired
	MockMvcTester mvc;

	@Autowired
	BookRepository books;

	private int outputBefore;

	@BeforeEach
	void skipOutputBefore(CapturedOutput output) {
		this.outputBefore = output.getOut().length();
	}

	@Test
	void addedBookIsCreatedAndTold(CapturedOutput output) {
		MvcTestResult result = add("""
				{"title": "Spring in Action", "author": "Craig Walls"}""");
		assertThat(result).hasStatus(HttpStatus.CREATED)
			.bodyJson()
			.hasPathSatisfying("$.title", (title) -> title.assertThat().isEqualTo("Spring in Action"))
			.hasPathSatisfying("$.author", (author) -> author.assertThat().isEqualTo("Craig Walls"));
		assertThat(result).hasHeader(HttpHeaders.LOCATION, "/api/books/" + idOf(result));
		assertThat(toldIn(output)).containsExactly("A new book titled 'Spring in Action' was added.");
	}

	@Test
	void updatedBookIsTold(CapturedOutput output) {
		String location = locationOf(add("""
				{"title": "Spring in Acton"}"""));
		assertThat(update(location, """
				{"title": "Spring in Action", "author": "Craig Walls"}""")).hasStatusOk()
			.bodyJson()
			.hasPathSatisfying("$.author", (author) -> author.assertThat().isEqualTo("Craig Walls"));
		assertThat(toldIn(output)).containsExactly("A new book titled 'Spring in Acton' was added.",
				"The book titled 'Spring in Action' was updated.");
	}

	@Test
	void bookUpdatedWithWhatItIsAlreadyIsNotTold(CapturedOutput output) {
		String book = """
				{"title": "Refactoring", "author": "Martin Fowler"}""";
		String location = locationOf(add(book));
		assertThat(update(location, book)).hasStatusOk();
		assertThat(toldIn(output)).containsExactly("A new book titled 'Refactoring' was added.");
	}

	@Test
	void listContainsTheBooks() {
		add("""
				{"title": "Clean Code"}""");
		assertThat(this.mvc.get().uri("/api/books")).hasStatusOk()
			.bodyJson()
			.extractingPath("$[*].title")
			.asArray()
			.contains("Django Basics", "Clean Code");
	}

	@Test
	void unknownBookIsNotFound(CapturedOutput output) {
		assertThat(update("/api/books/4711", """
				{"title": "Nobody's"}""")).hasStatus(HttpStatus.NOT_FOUND);
		assertThat(toldIn(output)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"author\": \"Craig Walls\"}", "{\"title\": \" \"}", "{", "" })
	void bookWithoutTitleIsRefused(String body, CapturedOutput output) {
		long before = this.books.count();
		assertThat(add(body)).hasStatus(HttpStatus.BAD_REQUEST);
		assertThat(this.books.count()).isEqualTo(before);
		assertThat(toldIn(output)).isEmpty();
	}

	@Test
	void updateWithoutTitleIsRefused() {
		String location = locationOf(add("""
				{"title": "Domain-Driven Design"}"""));
		assertThat(update(location, "{}")).hasStatus(HttpStatus.BAD_REQUEST);
		assertThat(this.books.findAll()).extracting(Book::getTitle).contains("Domain-Driven Design");
	}

	private Stream<String> toldIn(CapturedOutput output) {
		return output.getOut().substring(this.outputBefore).lines();
	}

	private MvcTestResult add(String body) {
		return this.mvc.post().uri("/api/books").contentType(MediaType.APPLICATION_JSON).content(body).exchange();
	}

	private MvcTestResult update(String location, String body) {
		return this.mvc.put().uri(location).contentType(MediaType.APPLICATION_JSON).content(body).exchange();
	}

	private static String locationOf(MvcTestResult result) {
		return Objects.requireNonNull(result.getResponse().getHeader(HttpHeaders.LOCATION));
	}

	private static Object idOf(MvcTestResult result) {
		return JsonPath.read(new String(result.getResponse().getContentAsByteArray()), "$.id");
	}

}
