package io.postsave.sample.books;

import io.postsave.PostSaveEvent;
import io.postsave.test.TestPostSave;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.data.jpa.test.autoconfigure.DataJpaTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link BookListener} in a slice, as an application would write them.
 */
@DataJpaTest(showSql = false)
@Import(BookListener.class)
@RecordApplicationEvents
@ExtendWith(OutputCaptureExtension.class)
class BookListenerTests {

	@Test
	void bookIsTold(@Autowired BookRepository books, @Autowired ApplicationEvents events, CapturedOutput output) {
		books.saveAndFlush(new Book("Django Basics", null));
		assertThat(events.stream(PostSaveEvent.Created.class)).hasSize(1);
		assertThat(output.getOut().lines()).endsWith("A new book titled 'Django Basics' was added.");
	}

	@Test
	void deletedBookIsTold(CapturedOutput output) {
		new BookListener().bookDeleted(TestPostSave.deleted(new Book("Django Basics", null), 1L));
		assertThat(output.getOut().lines()).endsWith("The book titled 'Django Basics' was deleted.");
	}

}
