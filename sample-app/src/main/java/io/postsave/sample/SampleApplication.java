package io.postsave.sample;

import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/**
 * Saves a book, updates it, and then waits for others to come in through the REST API.
 */
@SpringBootApplication
public class SampleApplication {

	public static void main(String[] args) {
		SpringApplication.run(SampleApplication.class, args);
	}

	@Bean
	ApplicationRunner firstBook(BookRepository books) {
		return (arguments) -> {
			Book book = books.save(new Book("Django Basics", "A. Newcomer"));
			book.setAuthor("An Author");
			books.save(book);
		};
	}

}
