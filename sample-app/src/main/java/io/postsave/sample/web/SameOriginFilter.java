package io.postsave.sample.web;

import java.io.IOException;
import java.util.Set;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Refuses requests of other sites' pages that would change something. A browser says
 * where a request comes from; whoever says nothing is no browser.
 */
@Component
class SameOriginFilter extends OncePerRequestFilter {

	private static final Set<String> HARMLESS = Set.of("GET", "HEAD", "OPTIONS");

	private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

	private final HandlerExceptionResolver errors;

	SameOriginFilter(@Qualifier("handlerExceptionResolver") HandlerExceptionResolver errors) {
		this.errors = errors;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (HARMLESS.contains(request.getMethod()) || isSameOrigin(request)) {
			chain.doFilter(request, response);
		}
		else {
			this.errors.resolveException(request, response, null, new ResponseStatusException(HttpStatus.FORBIDDEN,
					"Only the bookshop's own page may change something"));
		}
	}

	private static boolean isSameOrigin(HttpServletRequest request) {
		String site = request.getHeader("Sec-Fetch-Site");
		if (site != null) {
			return OWN_SITES.contains(site);
		}
		String origin = request.getHeader(HttpHeaders.ORIGIN);
		return origin == null || authorityOf(origin).equalsIgnoreCase(request.getHeader(HttpHeaders.HOST));
	}

	private static String authorityOf(String origin) {
		int start = origin.indexOf("://");
		return (start >= 0) ? origin.substring(start + 3) : "";
	}

}
