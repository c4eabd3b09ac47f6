package io.postsave.sample;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

import com.jayway.jsonpath.JsonPath;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/**
 * A client of the shop's API.
 */
public class ShopClient {

	private final ServletWebServerApplicationContext server;

	ShopClient(ServletWebServerApplicationContext server) {
		this.server = server;
	}

	/**
	 * Return the address of the shop.
	 * @return the address
	 */
	public String address() {
		return "http://localhost:" + Objects.requireNonNull(this.server.getWebServer()).getPort();
	}

	public Answer get(String path) {
		return call(HttpMethod.GET, path, (request) -> request);
	}

	public Answer delete(String path) {
		return call(HttpMethod.DELETE, path, (request) -> request);
	}

	public Answer post(String path, String json) {
		return send(HttpMethod.POST, path, MediaType.APPLICATION_JSON, json);
	}

	public Answer put(String path, String json) {
		return send(HttpMethod.PUT, path, MediaType.APPLICATION_JSON, json);
	}

	public Answer send(HttpMethod method, String path, MediaType contentType, Object body) {
		return call(method, path, (request) -> request.contentType(contentType).body(body));
	}

	public Answer postAs(String user, String path, String json) {
		return call(HttpMethod.POST, path,
				(request) -> request.header("X-User", user).contentType(MediaType.APPLICATION_JSON).body(json));
	}

	public Answer sendWith(Map<String, String> headers, HttpMethod method, String path, String body) {
		return call(method, path, (request) -> {
			headers.forEach(request::header);
			return request.body(body.getBytes(StandardCharsets.UTF_8));
		});
	}

	public Answer upload(String path, byte[] csv) {
		MultiValueMap<String, Object> form = new LinkedMultiValueMap<>();
		form.add("file", new ByteArrayResource(csv) {
			@Override
			public String getFilename() {
				return "books.csv";
			}
		});
		return send(HttpMethod.POST, path, MediaType.MULTIPART_FORM_DATA, form);
	}

	private Answer call(HttpMethod method, String path,
			Function<RestTestClient.RequestBodySpec, RestTestClient.RequestHeadersSpec<?>> request) {
		RestTestClient client = RestTestClient.bindToServer().baseUrl(address()).build();
		var result = request.apply(client.method(method).uri(path)).exchange().expectBody().returnResult();
		byte[] body = Objects.requireNonNullElse(result.getResponseBody(), new byte[0]);
		return new Answer(result.getStatus().value(), result.getResponseHeaders(),
				new String(body, StandardCharsets.UTF_8));
	}

	/**
	 * What the shop answered.
	 *
	 * @param status the status
	 * @param headers the headers
	 * @param body the body
	 */
	public record Answer(int status, HttpHeaders headers, String body) {

		public @Nullable Object at(String jsonPath) {
			return JsonPath.read(this.body, jsonPath);
		}

		public List<Object> listAt(String jsonPath) {
			return JsonPath.read(this.body, jsonPath);
		}

		public String detail() {
			return String.valueOf(at("$.detail"));
		}

		public boolean isProblem() {
			return MediaType.APPLICATION_PROBLEM_JSON.equals(this.headers.getContentType());
		}

	}

}
