package io.postsave.sample;

import java.util.Locale;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataIntegrityViolationException;
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
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/**
 * Says what was wrong with a request, as problem details of RFC 9457.
 */
@RestControllerAdvice
class ApiErrors extends ResponseEntityExceptionHandler {

	@Override
	protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(MethodArgumentNotValidException ex,
			HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		ex.getBody()
			.setDetail(
					ex.getFieldErrors().stream().map(ApiErrors::describe).sorted().collect(Collectors.joining("; ")));
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
		return error.getField() + " " + error.getDefaultMessage();
	}

	/**
	 * Leaves it to the database to notice duplicates: two requests that look for them at
	 * the same time would find none.
	 */
	@ExceptionHandler
	ProblemDetail handle(DataIntegrityViolationException ex) {
		String message = String.valueOf(ex.getMostSpecificCause().getMessage()).toLowerCase(Locale.ROOT);
		String detail = "This conflicts with what is there already";
		if (message.contains("uk_book_isbn")) {
			detail = "There is a book with this ISBN already";
		}
		else if (message.contains("uk_reader_email")) {
			detail = "There is a reader with this e-mail address already";
		}
		return ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, detail);
	}

}
