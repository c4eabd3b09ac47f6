package io.postsave.sample.books;

import java.net.URI;
import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Positive;

import org.springframework.data.domain.Limit;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Adds, changes and removes books, and lists them, the newest first.
 */
@RestController
@RequestMapping("/api/books")
class BookController {

	private final BookRepository books;

	private final Shop shop;

	BookController(BookRepository books, Shop shop) {
		this.books = books;
		this.shop = shop;
	}

	@GetMapping
	List<Book> list(@RequestParam(defaultValue = "100") @Positive @Max(1000) int limit) {
		return this.books.findAllByOrderByIdDesc(Limit.of(limit));
	}

	@PostMapping
	ResponseEntity<Book> add(@Valid @RequestBody BookDetails details) {
		Book book = this.shop.add(details);
		return ResponseEntity.created(URI.create("/api/books/" + book.getId())).body(book);
	}

	@PutMapping("/{id}")
	Book change(@PathVariable long id, @Valid @RequestBody BookDetails details) {
		return this.shop.change(id, details);
	}

	@DeleteMapping("/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void remove(@PathVariable long id) {
		this.shop.remove(id);
	}

}
