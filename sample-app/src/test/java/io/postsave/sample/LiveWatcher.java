package io.postsave.sample;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Watches the server-sent events of the shop.
 */
public final class LiveWatcher implements AutoCloseable {

	private final List<Message> messages = new CopyOnWriteArrayList<>();

	private final List<String> ids = new CopyOnWriteArrayList<>();

	private final CompletableFuture<HttpResponse<Stream<String>>> response;

	private final Thread thread;

	private LiveWatcher(URI uri) {
		this.response = HttpClient.newHttpClient()
			.sendAsync(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofLines());
		this.thread = new Thread(this::read, "watcher");
		this.thread.setDaemon(true);
		this.thread.start();
		waitFor("hello", 1);
	}

	public static LiveWatcher of(ShopClient shop) {
		return of(shop, "");
	}

	public static LiveWatcher of(ShopClient shop, String query) {
		return new LiveWatcher(URI.create(shop.address() + "/api/events" + query));
	}

	private void read() {
		String[] name = { "" };
		try (Stream<String> lines = this.response.join().body()) {
			lines.forEach((line) -> {
				if (line.startsWith("id:")) {
					this.ids.add(line.substring("id:".length()));
				}
				if (line.startsWith("event:")) {
					name[0] = line.substring("event:".length());
				}
				if (line.startsWith("data:")) {
					this.messages.add(new Message(name[0], line.substring("data:".length())));
				}
			});
		}
		catch (RuntimeException ex) {
			// The connection was closed.
		}
	}

	public List<String> waitFor(String name, int count) {
		await().atMost(Duration.ofSeconds(60))
			.untilAsserted(() -> assertThat(seen(name)).hasSizeGreaterThanOrEqualTo(count));
		return seen(name);
	}

	public List<String> waitForIds(int count) {
		await().atMost(Duration.ofSeconds(60)).until(() -> this.ids.size() >= count);
		return this.ids;
	}

	public List<String> seen(String name) {
		return this.messages.stream().filter((message) -> message.name().equals(name)).map(Message::data).toList();
	}

	public boolean isOpen() {
		return this.thread.isAlive();
	}

	@Override
	public void close() {
		this.response.join().body().close();
	}

	private record Message(String name, String data) {
	}

}
