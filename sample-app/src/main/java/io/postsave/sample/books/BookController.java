package io.postsave.sample.books;

import java.net.URI;
import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Positive;
import org.jspecify.annotations.Nullable;

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

	private final Shop shop;

	BookController(Shop shop) {
		this.shop = shop;
	}

	@GetMapping
	List<BookView> list(@RequestParam(defaultValue = "100") @Positive @Max(1000) int limit) {
		return this.shop.newest(limit);
	}

	@GetMapping("/{id}")
	BookView show(@PathVariable long id) {
		return this.shop.book(id);
	}

	@PostMapping
	ResponseEntity<BookView> add(@Valid @RequestBody BookDetails details) {
		BookView book = this.shop.add(details);
		return ResponseEntity.created(URI.create("/api/books/" + book.id())).body(book);
	}

	@PutMapping("/{id}")
	BookView change(@PathVariable long id, @RequestParam @Nullable Long version,
			@Valid @RequestBody BookDetails details) {
		return this.shop.change(id, version, details);
	}

	@DeleteMapping("/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void remove(@PathVariable long id) {
		this.shop.remove(id);
	}

}
