package io.postsave.sample.web;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.validation.FieldError;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/**
 * Says what was wrong with a request, as problem details of RFC 9457. Its {@code errors}
 * say it of each field.
 */
@RestControllerAdvice
class ApiErrors extends ResponseEntityExceptionHandler {

	private static final URI CHANGED_MEANWHILE = URI.create("urn:bookshop:changed-meanwhile");

	/**
	 * H2 says {@code PUBLIC.UK_BOOK_ISBN INDEX PUBLIC.…} of {@code uk_book_isbn}.
	 */
	private static final String AROUND_CONSTRAINT = "^(?:\\w+\\.)?(\\w+).*";

	private static final Map<String, Duplicate> DUPLICATES = Map.of("uk_book_isbn",
			new Duplicate("isbn", "There is a book with this ISBN already"), "uk_reader_email",
			new Duplicate("email", "There is a reader with this e-mail address already"));

	@Override
	protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(MethodArgumentNotValidException ex,
			HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		ex.getBody()
			.setDetail(
					ex.getFieldErrors().stream().map(ApiErrors::describe).sorted().collect(Collectors.joining("; ")));
		ex.getBody()
			.setProperty("errors",
					ex.getFieldErrors()
						.stream()
						.collect(Collectors.toMap(ApiErrors::fieldOf, ApiErrors::messageOf,
								(one, other) -> one + ", " + other, TreeMap::new)));
		return handleExceptionInternal(ex, ex.getBody(), headers, status, request);
	}

	@Override
	protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(
			HandlerMethodValidationException ex, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		ex.getBody()
			.setDetail(ex.getParameterValidationResults()
				.stream()
				.map(ApiErrors::describe)
				.collect(Collectors.joining("; ")));
		return handleExceptionInternal(ex, ex.getBody(), headers, status, request);
	}

	private static String describe(ParameterValidationResult result) {
		return result.getMethodParameter().getParameterName() + " "
				+ result.getResolvableErrors().get(0).getDefaultMessage();
	}

	private static String describe(FieldError error) {
		return error.getField() + " " + messageOf(error);
	}

	/**
	 * Return the field, which of an element of a collection is the collection.
	 */
	private static String fieldOf(FieldError error) {
		return error.getField().replaceFirst("\\[.*", "");
	}

	private static String messageOf(FieldError error) {
		return Objects.requireNonNullElse(error.getDefaultMessage(), "is wrong");
	}

	/**
	 * Leaves it to the database to notice duplicates: two requests that look for them at
	 * the same time would find none.
	 */
	@ExceptionHandler
	ProblemDetail handle(DataIntegrityViolationException ex) {
		Duplicate duplicate = DUPLICATES.get(constraintOf(ex));
		if (duplicate == null) {
			return ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, "This conflicts with what is there already");
		}
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, duplicate.message());
		problem.setProperty("errors", Map.of(duplicate.field(), duplicate.message()));
		return problem;
	}

	private static String constraintOf(Throwable ex) {
		if (ex instanceof ConstraintViolationException violation && violation.getConstraintName() != null) {
			return violation.getConstraintName().replaceFirst(AROUND_CONSTRAINT, "$1").toLowerCase(Locale.ROOT);
		}
		return (ex.getCause() != null) ? constraintOf(ex.getCause()) : "";
	}

	@ExceptionHandler
	ProblemDetail handle(OptimisticLockingFailureException ex) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT,
				"Somebody else has changed this meanwhile");
		problem.setType(CHANGED_MEANWHILE);
		return problem;
	}

	@ExceptionHandler
	ProblemDetail handle(MultipartException ex) {
		return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, "The form cannot be read");
	}

	/**
	 * What is wrong if a constraint of the database says that something is there already.
	 *
	 * @param field the field with the value that is there
	 * @param message what to say
	 */
	private record Duplicate(String field, String message) {
	}

}
