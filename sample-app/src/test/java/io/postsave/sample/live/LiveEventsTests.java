package io.postsave.sample.live;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import com.jayway.jsonpath.JsonPath;
import io.postsave.sample.LiveWatcher;
import io.postsave.sample.SampleTest;
import io.postsave.sample.ShopClient;
import io.postsave.sample.ShopClient.Answer;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for the live events.
 */
@SampleTest
class LiveEventsTests {

	@Autowired
	ShopClient shop;

	@Autowired
	LiveLog log;

	@Test
	void savesAreShownWithTheirChangesAndListeners() {
		try (LiveWatcher watcher = LiveWatcher.of(this.shop)) {
			Answer book = this.shop.post("/api/books", """
					{"title": "Vilette"}""");
			this.shop.put("/api/books/" + book.at("$.id"), """
					{"title": "Villette"}""");
			List<String> saves = watcher.waitFor("save", 2);
			assertThat(saves).hasSize(2);
			assertThat(at(saves.get(0), "$.entityType")).isEqualTo("Book");
			assertThat(at(saves.get(0), "$.id")).isEqualTo(book.at("$.id"));
			assertThat(at(saves.get(0), "$.kind")).isEqualTo("CREATED");
			assertThat(at(saves.get(1), "$.kind")).isEqualTo("UPDATED");
			assertThat(saves.get(1))
				.contains("\"changes\":{\"title\":{\"oldValue\":\"Vilette\",\"newValue\":\"Villette\"}}");
			assertThat(heard(saves.get(0), "after-commit")).containsExactly("SummaryListener.booksAdded");
			assertThat(heard(saves.get(1), "in-transaction")).containsExactlyInAnyOrder("BookListener.bookSaved",
					"AuditListener.logChanges");
			assertThat(heard(saves.get(1), "after-commit")).as("the author is the same").isEmpty();
		}
	}

	@Test
	void registrationShowsReaderAndProfile() {
		try (LiveWatcher watcher = LiveWatcher.of(this.shop)) {
			this.shop.post("/api/readers", """
					{"name": "Ada", "email": "ada@live.example"}""");
			List<String> saves = watcher.waitFor("save", 2);
			assertThat(saves).extracting((save) -> at(save, "$.entityType")).containsExactly("Reader", "Profile");
			assertThat(heard(saves.get(0), "in-transaction")).contains("ProfileListener.createProfile");
			assertThat(at(watcher.waitFor("heard", 1).get(0), "$.hearing.listener"))
				.isEqualTo("WelcomeListener.welcome");
			assertThat(at(saves.get(1), "$.changes.reader.newValue")).isEqualTo("Ada");
		}
	}

	@Test
	void rollbackIsShownAsSuchAndToldToNobodyAfterTheCommit() {
		try (LiveWatcher watcher = LiveWatcher.of(this.shop)) {
			this.shop.post("/api/books?fail=true", """
					{"title": "Never"}""");
			List<String> rollbacks = watcher.waitFor("rollback", 1);
			assertThat(heard(rollbacks.get(0), "in-transaction")).contains("BookListener.bookSaved",
					"FailingListener.refuse");
			assertThat(heard(rollbacks.get(0), "after-commit")).isEmpty();
			this.shop.post("/api/books", """
					{"title": "Afterwards"}""");
			assertThat(watcher.waitFor("save", 1)).singleElement().asString().contains("Afterwards");
		}
	}

	@Test
	void changedGenresAreShownOldAndNewTogetherWithTheRow() {
		Answer book = this.shop.post("/api/books", """
				{"title": "The Profesor", "genres": ["novel"]}""");
		try (LiveWatcher watcher = LiveWatcher.of(this.shop)) {
			this.shop.put("/api/books/" + book.at("$.id"), """
					{"title": "The Professor", "genres": ["novel", "classic"]}""");
			this.shop.put("/api/books/" + book.at("$.id"), """
					{"title": "The Professor", "genres": ["classic", "novel"]}""");
			this.shop.put("/api/books/" + book.at("$.id"), """
					{"title": "The Professor"}""");
			List<String> saves = watcher.waitFor("save", 2);
			assertThat(saves).hasSize(2);
			assertThat(saves.get(0)).contains(
					"\"title\":{\"oldValue\":\"The Profesor\",\"newValue\":\"The Professor\"}",
					"\"genres\":{\"oldValue\":\"[novel]\",\"newValue\":\"[classic, novel]\"}");
			assertThat(saves.get(1))
				.contains("\"changes\":{\"genres\":{\"oldValue\":\"[classic, novel]\",\"newValue\":\"[]\"}}");
		}
	}

	@Test
	void deletionIsShownWithWhatTheBookWas() {
		Answer book = this.shop.post("/api/books", """
				{"title": "Shirley", "genres": ["novel"]}""");
		try (LiveWatcher watcher = LiveWatcher.of(this.shop)) {
			this.shop.delete("/api/books/" + book.at("$.id"));
			String deletion = watcher.waitFor("delete", 1).get(0);
			assertThat(at(deletion, "$.id")).isEqualTo(book.at("$.id"));
			assertThat(at(deletion, "$.kind")).isEqualTo("DELETED");
			assertThat(deletion).contains("\"title\":{\"oldValue\":\"Shirley\",\"newValue\":null}",
					"\"genres\":{\"oldValue\":\"[novel]\",\"newValue\":null}");
			assertThat(heard(deletion, "in-transaction")).containsExactlyInAnyOrder("BookListener.bookDeleted",
					"AuditListener.logChanges");
			assertThat(heard(deletion, "after-commit")).containsExactly("SummaryListener.booksDeleted");
		}
	}

	@Test
	void watcherGoesOnWhereItWas() {
		String last;
		try (LiveWatcher watcher = LiveWatcher.of(this.shop)) {
			add("Seen");
			add("Seen too");
			last = watcher.waitForIds(2).get(0);
		}
		add("Missed");
		try (LiveWatcher watcher = LiveWatcher.of(this.shop, "?after=" + last)) {
			assertThat(watcher.waitFor("save", 2)).extracting((save) -> at(save, "$.changes.title.newValue"))
				.containsExactly("Seen too", "Missed");
		}
	}

	@Test
	void watcherOfAnEarlierRunIsShownAllThatIsRemembered() {
		add("Remembered");
		try (LiveWatcher watcher = LiveWatcher.of(this.shop, "?after=earlier-123456")) {
			assertThat(watcher.waitFor("save", 1)).last().asString().contains("Remembered");
		}
	}

	@Test
	void slowWatcherHoldsUpNobodyAndCatchesUp() throws IOException {
		URI address = URI.create(this.shop.address());
		try (LiveWatcher other = LiveWatcher.of(this.shop); Socket slow = new Socket()) {
			slow.setReceiveBufferSize(1024);
			slow.connect(new InetSocketAddress(address.getHost(), address.getPort()));
			slow.getOutputStream()
				.write("GET /api/events HTTP/1.1\r\nHost: slow\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
			await().during(Duration.ofMillis(500)).until(() -> {
				boolean heldUp = somebodyIsHeldUp();
				if (!heldUp) {
					this.log.addPassing("padding", "x".repeat(1024 * 1024));
				}
				return heldUp;
			});
			add("Meanwhile");
			assertThat(other.waitFor("save", 1)).singleElement().asString().contains("Meanwhile");
			assertThat(somebodyIsHeldUp()).isTrue();
			assertThat(new BufferedReader(new InputStreamReader(slow.getInputStream(), StandardCharsets.UTF_8)).lines()
				.anyMatch((line) -> line.contains("Meanwhile"))).isTrue();
		}
	}

	private static boolean somebodyIsHeldUp() {
		return Thread.getAllStackTraces()
			.entrySet()
			.stream()
			.filter((thread) -> thread.getKey().getName().startsWith("live-")
					&& thread.getKey().getState() != Thread.State.RUNNABLE)
			.flatMap((thread) -> Stream.of(thread.getValue()))
			.anyMatch((frame) -> frame.getClassName().contains("SocketWrapper"));
	}

	private void add(String title) {
		this.shop.post("/api/books", "{\"title\": \"%s\"}".formatted(title));
	}

	@Test
	void latecomerIsShownTheLastSaves() {
		this.shop.post("/api/books", """
				{"title": "Agnes Grey"}""");
		try (LiveWatcher watcher = LiveWatcher.of(this.shop, "?after=0")) {
			assertThat(watcher.waitFor("save", 1)).last().asString().contains("Agnes Grey");
		}
		try (LiveWatcher watcher = LiveWatcher.of(this.shop)) {
			assertThat(watcher.seen("save")).isEmpty();
		}
	}

	private static List<String> heard(String save, String moment) {
		return JsonPath.read(save, "$.listeners[?(@.moment == '%s')].listener".formatted(moment));
	}

	private static Object at(String json, String path) {
		return JsonPath.read(json, path);
	}

}
