package io.postsave.sample.books;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.validation.Validator;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.io.input.BOMInputStream;

import org.springframework.stereotype.Component;

/**
 * Reads books from a CSV file with the header {@code title,author}: all of them, or none
 * if a line is wrong.
 */
@Component
class BookCsv {

	private static final List<String> HEADER = List.of("title", "author");

	private static final String NOT_UTF_8 = "\uFFFD";

	private final Validator validator;

	BookCsv(Validator validator) {
		this.validator = validator;
	}

	/**
	 * Reads a file.
	 * @param file the file, in UTF-8
	 * @return what it says of each book
	 * @throws IOException if it cannot be read
	 * @throws MalformedCsvException if one of its lines is wrong
	 */
	List<BookDetails> read(InputStream file) throws IOException {
		List<BookDetails> books = new ArrayList<>();
		try (CSVParser parser = CSVParser.parse(BOMInputStream.builder().setInputStream(file).get(),
				StandardCharsets.UTF_8, CSVFormat.RFC4180)) {
			Iterator<CSVRecord> records = parser.iterator();
			checkHeader(records, parser);
			for (long line = nextLine(parser); hasNext(records, line); line = nextLine(parser)) {
				CSVRecord fields = records.next();
				if (!isEmpty(fields)) {
					books.add(bookOf(fields, line));
				}
			}
		}
		return books;
	}

	private static void checkHeader(Iterator<CSVRecord> records, CSVParser parser) {
		long line = nextLine(parser);
		if (!hasNext(records, line) || !HEADER.equals(records.next().toList())) {
			throw new MalformedCsvException(line, "the header must be " + String.join(",", HEADER));
		}
	}

	private static long nextLine(CSVParser parser) {
		return parser.getCurrentLineNumber() + 1;
	}

	private static boolean hasNext(Iterator<CSVRecord> records, long line) {
		try {
			return records.hasNext();
		}
		catch (UncheckedIOException ex) {
			throw new MalformedCsvException(line, "a quotation mark is wrong or missing");
		}
	}

	private static boolean isEmpty(CSVRecord fields) {
		return fields.size() == 1 && fields.get(0).isBlank();
	}

	private BookDetails bookOf(CSVRecord fields, long line) {
		if (fields.size() != HEADER.size()) {
			throw new MalformedCsvException(line, "there must be 2 fields and not " + fields.size());
		}
		if (fields.stream().anyMatch((field) -> field.contains(NOT_UTF_8))) {
			throw new MalformedCsvException(line, "this is not UTF-8");
		}
		BookDetails book = new BookDetails(fields.get(0), fields.get(1), null, Set.of());
		String problems = this.validator.validate(book)
			.stream()
			.map((violation) -> violation.getPropertyPath() + " " + violation.getMessage())
			.sorted()
			.collect(Collectors.joining("; "));
		if (!problems.isEmpty()) {
			throw new MalformedCsvException(line, problems);
		}
		return book;
	}

}
