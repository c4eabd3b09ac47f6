package io.postsave.sample.books;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

import org.springframework.boot.servlet.autoconfigure.MultipartProperties;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;

/**
 * Takes a CSV file of books, from a form or as it is.
 */
@RestController
@RequestMapping("/api/books/import")
class ImportController {

	private final BookCsv csv;

	private final BookImport bookImport;

	private final ImportProgress progress;

	private final DataSize maxSize;

	ImportController(BookCsv csv, BookImport bookImport, ImportProgress progress, MultipartProperties limits) {
		this.csv = csv;
		this.bookImport = bookImport;
		this.progress = progress;
		this.maxSize = limits.getMaxFileSize();
	}

	@PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
	ImportProgressed importForm(@RequestParam MultipartFile file) throws IOException {
		try (InputStream content = file.getInputStream()) {
			return importFrom(content);
		}
	}

	@PostMapping(consumes = "text/csv")
	ImportProgressed importBody(InputStream body) throws IOException {
		byte[] content = body.readNBytes((int) this.maxSize.toBytes() + 1);
		if (content.length > this.maxSize.toBytes()) {
			throw new ResponseStatusException(HttpStatus.CONTENT_TOO_LARGE,
					"The file is larger than " + this.maxSize.toMegabytes() + " MB");
		}
		return importFrom(new ByteArrayInputStream(content));
	}

	private ImportProgressed importFrom(InputStream content) throws IOException {
		List<BookDetails> books = this.csv.read(content);
		return this.progress.during(books.size(), () -> this.bookImport.importAll(books));
	}

}
