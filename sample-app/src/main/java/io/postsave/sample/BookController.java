package io.postsave.sample;

import java.net.URI;
import java.util.List;

import jakarta.validation.Valid;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The REST API of the shop. It saves books and does not say so to anybody.
 */
@RestController
@RequestMapping("/api/books")
class BookController {

	private final BookRepository books;

	BookController(BookRepository books) {
		this.books = books;
	}

	@GetMapping
	List<Book> list() {
		return this.books.findAll();
	}

	@PostMapping
	ResponseEntity<Book> add(@Valid @RequestBody BookDetails details) {
		Book book = this.books.save(new Book(details.title(), details.author()));
		return ResponseEntity.created(URI.create("/api/books/" + book.getId())).body(book);
	}

	@PutMapping("/{id}")
	ResponseEntity<Book> update(@PathVariable Long id, @Valid @RequestBody BookDetails details) {
		return ResponseEntity.of(this.books.findById(id).map((book) -> {
			book.setTitle(details.title());
			book.setAuthor(details.author());
			return this.books.save(book);
		}));
	}

}
