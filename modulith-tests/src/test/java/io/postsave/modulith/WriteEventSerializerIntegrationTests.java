package io.postsave.modulith;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;

import io.postsave.PostDeleteEvent;
import io.postsave.PostSaveEvent;
import io.postsave.PostWriteEvent;
import io.postsave.stored.StoredApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.modulith.events.core.EventSerializer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is read in place of stored events that nobody has written like that.
 */
@SpringBootTest(classes = StoredApplication.class)
class WriteEventSerializerIntegrationTests {

	static final List<String> loaded = new ArrayList<>();

	private static final String STORED = """
			{"v": 1, "event": "00000000-0000-0001-0000-000000000002", "unit": "default",
			"type": "io.postsave.stored.Shop$Item", "id": 7, "version": 3, "kind": "updated",
			"occurredAt": "2024-02-29T01:02:03.004Z", "changes": {"name": ["a", "b"]}}""";

	@Autowired
	private EventSerializer serializer;

	private Object read(String stored) {
		return this.serializer.deserialize(stored, (Class<?>) PostSaveEvent.Updated.class);
	}

	private UnreadableEvent unreadable(String stored) {
		assertThat(read(stored)).isInstanceOf(UnreadableEvent.class);
		return (UnreadableEvent) read(stored);
	}

	private static String with(String field, String value) {
		String changed = STORED.replaceFirst("\"" + field + "\": (\"[^\"]*\"|\\d+|\\{[^}]*})",
				"\"" + field + "\": " + Matcher.quoteReplacement(value));
		assertThat(changed).isNotEqualTo(STORED);
		return changed;
	}

	private PostWriteEvent<?> event(String stored) {
		Object event = read(stored);
		assertThat(event).isInstanceOf(PostWriteEvent.class);
		return (PostWriteEvent<?>) event;
	}

	@Test
	void storedEventIsReadAndIsStoredAgainAsItWas() {
		PostWriteEvent<?> event = event(STORED);
		assertThat(event.getId()).isEqualTo(7L);
		assertThat(event.getVersion()).isEqualTo(3);
		assertThat(event.getChanges()).containsOnlyKeys("name");
		assertThat(this.serializer.serialize(event).toString()).isEqualToIgnoringWhitespace(STORED);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "null", "{", "[]", "[{}]", "\"text\"", "7", "true", "{}", "{\"v\": 1}", "NaN",
			"{\"v\": 1, \"v\": 2}", "{} {}", "{\"v\": 1e99999999999}", "\u0000" })
	void whatIsNoEventIsUnreadable(String stored) {
		assertThat(unreadable(stored).exception()).hasMessageContaining("cannot be read");
	}

	@Test
	void whatGoesOnAfterTheEventIsUnreadable() {
		unreadable(STORED + "{}");
		unreadable(STORED.substring(0, STORED.length() - 1));
	}

	@ParameterizedTest
	@ValueSource(ints = { 400, 1_000, 100_000 })
	void whatIsNestedDeeplyIsUnreadable(int depth) {
		String nested = "[".repeat(depth) + "]".repeat(depth);
		unreadable(nested);
		unreadable(with("id", nested));
		unreadable(with("type", nested));
	}

	@Test
	void whatIsNestedDeeplyInChangesIsLeftOutOrUnreadable() {
		String nested = "[".repeat(400) + "]".repeat(400);
		assertThat(event(with("changes", "{\"name\": [null, " + nested + "]}")).getChanges()).isEmpty();
		unreadable(with("changes", "{\"name\": [null, " + nested.repeat(3) + "]}"));
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '\'', textBlock = """
			v,           2
			v,           '"1"'
			v,           null
			v,           1e1000000000
			event,       '"no uuid"'
			event,       null
			event,       7
			unit,        '"other"'
			unit,        null
			unit,        '{}'
			type,        null
			type,        '[]'
			type,        '""'
			type,        '"io.postsave.stored.Nothing"'
			type,        '"java.lang.String"'
			type,        '"[Ljava.lang.String;"'
			id,          null
			id,          '"seven"'
			id,          '{"id": 7}'
			id,          '[7]'
			id,          7.5
			id,          1e1000000000
			kind,        '"archived"'
			kind,        null
			kind,        1
			occurredAt,  '"yesterday"'
			occurredAt,  null
			occurredAt,  0
			occurredAt,  '"+1000000000-12-31T23:59:59Z"'
			""")
	void eventWithAFieldOfAnotherKindIsUnreadable(String field, String value) {
		unreadable(with(field, value));
	}

	@Test
	void unreadableEventNamesWhatIsStoredInOneShortLine() {
		assertThat(unreadable(with("type", "\"io.postsave.Gone\"")).exception())
			.hasMessageContaining("'io.postsave.Gone' in persistence unit 'default'")
			.hasMessageContaining("post-save.modulith.type-aliases.[io.postsave.Gone]");
		String message = unreadable(with("type", "\"a\\nERROR \\u001b[31m" + "x".repeat(100_000) + "\"")).exception()
			.getMessage();
		assertThat(message).doesNotContain("\n", "\u001b").hasSizeLessThan(1_500);
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '\'', textBlock = """
			null
			'"x"'
			'{}'
			1.5
			99999999999
			""")
	void versionOfAnotherTypeIsNone(String version) {
		assertThat(event(with("version", version)).getVersion()).isNull();
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '\'', textBlock = """
			'{"name": 7}'
			'{"name": []}'
			'{"name": ["a"]}'
			'{"name": ["a", "b", "c"]}'
			'{"name": [{}, "b"]}'
			'{"gone": ["a", "b"]}'
			'{"version": [1, 2]}'
			'{"id": [1, 2]}'
			'{"state": ["NEW", "SOLD"]}'
			'{"price": ["much", null]}'
			'{"partOf": [{"id": 1}, null]}'
			'{"warranty": ["rO0ABXA=", null]}'
			'{"": [1, 2]}'
			""")
	void changesThatAreNoneAreLeftOut(String changes) {
		assertThat(event(with("changes", changes)).getChanges()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "null", "7", "[]", "\"name\"" })
	void changesThatAreNotThereAreUnknown(String changes) {
		PostWriteEvent<?> event = event(with("changes", changes));
		assertThat(event.isChangesKnown()).isFalse();
		assertThat(event.hasChanged("name")).isTrue();
	}

	@Test
	void classThatIsNoEntityIsNotLoaded() {
		String name = WriteEventSerializerIntegrationTests.class.getName() + "$Trap";
		unreadable(with("type", '"' + name + '"'));
		unreadable(with("unit", '"' + name + '"'));
		unreadable(with("event", '"' + name + '"'));
		event(with("changes", "{\"" + name + "\": [1, 2], \"name\": [null, \"" + name + "\"]}")).getChanges();
		assertThat(loaded).isEmpty();
		assertThat(Objects.hash(new Trap())).isNotZero();
		assertThat(loaded).as("the trap works").containsExactly("Trap");
	}

	@Test
	void typeOfTheEventMayBeAnyOfOurs() {
		assertThat((Object) this.serializer.deserialize(STORED, (Class<?>) PostDeleteEvent.class))
			.isInstanceOf(PostSaveEvent.Updated.class);
	}

	/**
	 * Says that it was loaded.
	 */
	static class Trap {

		static {
			loaded.add("Trap");
		}

	}

}
