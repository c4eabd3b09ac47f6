package io.postsave.guide.start;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the README's first listener prints what the README says.
 */
@SpringBootTest(classes = { Shop.class, BookListener.class },
		properties = "spring.datasource.generate-unique-name=true")
@ExtendWith(OutputCaptureExtension.class)
class BookListenerIntegrationTests {

	@Test
	void booksAreAnnounced(@Autowired BookRepository books, CapturedOutput output) {
		Book book = books.save(new Book("Django Basics"));
		book.setTitle("Django Basics, again");
		books.save(book);
		books.delete(book);
		assertThat(output.getOut().lines().filter((line) -> line.contains("titled"))).containsExactly(
				"A new book titled 'Django Basics' was added.", "The book titled 'Django Basics, again' was updated.",
				"The book titled 'Django Basics, again' was deleted.");
	}

}
