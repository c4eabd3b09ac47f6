package io.postsave.guide.start;

import io.postsave.test.TestPostSave;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.data.jpa.test.autoconfigure.DataJpaTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The test of the README.
 */
@DataJpaTest
@Import(BookListener.class)
@ExtendWith(OutputCaptureExtension.class)
class BookListenerTests {

	@Test
	void bookIsAnnounced(@Autowired BookRepository books, CapturedOutput output) {
		books.save(new Book("Django Basics"));
		TestPostSave.deliverAfterCommit();
		assertThat(output).contains("A new book titled 'Django Basics' was added.");
	}

}
