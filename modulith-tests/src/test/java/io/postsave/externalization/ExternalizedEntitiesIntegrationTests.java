package io.postsave.externalization;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

import io.postsave.autoconfigure.PostSave;
import io.postsave.externalization.Broker.Sent;
import io.postsave.externalization.PublishingApplication.Bicycle;
import io.postsave.externalization.PublishingApplication.Car;
import io.postsave.externalization.PublishingApplication.Code;
import io.postsave.externalization.PublishingApplication.Garage;
import io.postsave.externalization.PublishingApplication.OrderPlaced;
import io.postsave.externalization.PublishingApplication.Payment;
import io.postsave.externalization.PublishingApplication.Place;
import io.postsave.externalization.PublishingApplication.Refund;
import io.postsave.externalization.PublishingApplication.Shelf;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Entities that are sent to a broker that may be away, by one thread.
 */
@Tag("smoke")
@SpringBootTest(properties = { "post-save.modulith.resubmit-interval=200ms", "post-save.modulith.max-attempts=2",
		"spring.task.execution.pool.core-size=1",
		"spring.kafka.producer.value-serializer=org.apache.kafka.common.serialization.ByteArraySerializer",
		"spring.kafka.producer.properties.max.block.ms=500", "spring.kafka.producer.properties.request.timeout.ms=500",
		"spring.kafka.producer.properties.delivery.timeout.ms=1000" })
class ExternalizedEntitiesIntegrationTests {

	@Autowired
	private EntityManager entities;

	@Autowired
	private TransactionTemplate transaction;

	@Autowired
	private JdbcTemplate jdbc;

	@Autowired
	private Broker broker;

	@Autowired
	private Garage garage;

	@Autowired
	private PostSave postSave;

	@Autowired
	private ApplicationEventPublisher events;

	@Test
	void entityThatNobodyListensToIsSent() {
		Long id = save("Dune");
		Sent sent = awaitSent("books", id.toString(), 1).get(0);
		assertThat(sent.payload().isObject()).isTrue();
		assertThat(sent.payload().propertyNames()).containsExactlyInAnyOrder("v", "event", "unit", "type", "id",
				"version", "kind", "occurredAt", "changes");
		assertThat(sent.payload().get("id").asLong()).isEqualTo(id);
		assertThat(sent.payload().get("version").asLong()).isZero();
		assertThat(sent.text("type")).isEqualTo(Book.class.getName());
		assertThat(sent.text("kind")).isEqualTo("created");
		assertThat(sent.payload().get("changes").toString()).isEqualTo("{\"title\":[null,\"Dune\"]}");
	}

	@Test
	void writesOfARowKeepTheirOrder() {
		Long id = save("Title 0");
		for (int i = 1; i <= 10; i++) {
			String title = "Title " + i;
			update(id, (book) -> book.title = title);
		}
		update(id, this.entities::remove);
		List<Sent> sent = awaitSent("books", id.toString(), 12);
		assertThat(sent).extracting((each) -> each.text("kind"))
			.startsWith("created", "updated")
			.endsWith("updated", "deleted");
		assertThat(sent).extracting((each) -> each.payload().get("version").asInt())
			.containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 10);
		assertThat(sent).extracting(Sent::partition).containsOnly(sent.get(0).partition());
	}

	@Test
	void rolledBackWriteIsNotSent() {
		Book lost = new Book("Lost");
		this.transaction.executeWithoutResult((status) -> {
			this.entities.persist(lost);
			this.entities.flush();
			status.setRollbackOnly();
		});
		awaitSent("books", save("Kept").toString(), 1);
		assertThat(this.broker.sent("books", String.valueOf(lost.id))).isEmpty();
	}

	@Test
	void brokerThatIsAwayCostsNothingButTime() {
		this.broker.leave();
		Long gone;
		Long kept;
		try {
			gone = save("Gone");
			kept = save("Kept");
			Bicycle bicycle = new Bicycle();
			this.transaction.executeWithoutResult((status) -> this.entities.persist(bicycle));
			await().atMost(Duration.ofSeconds(30))
				.untilAsserted(() -> assertThat(this.garage.parked()).contains(bicycle.id));
			this.jdbc.update("delete from book where id = ?", gone);
			await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(attempts()).isGreaterThan(4));
			assertThat(incomplete()).isEqualTo(2);
		}
		finally {
			this.broker.comeBack();
		}
		awaitSent("books", kept.toString(), 1);
		awaitSent("books", gone.toString(), 1);
		await().untilAsserted(() -> assertThat(incomplete()).isZero());
	}

	@ParameterizedTest
	@ValueSource(strings = { "#{T(java.lang.Runtime).getRuntime()}", "'}", "#{'", "a#{'b' + 'c'}", "#{\"}", "x::y",
			"{\"a\":1}" })
	void identifierIsNoExpression(String id) {
		this.transaction.executeWithoutResult((status) -> this.entities.persist(new Code(id)));
		assertThat(awaitSent("codes", id, 1).get(0).text("id")).isEqualTo(id);
	}

	@Test
	void compositeIdentifierIsAKeyOfSortedNames() {
		this.transaction
			.executeWithoutResult((status) -> this.entities.persist(new Shelf(new Place("#{1 + 1} 'a'", 7))));
		Sent sent = awaitSent("shelves", "{\"aisle\":7,\"room\":\"#{1 + 1} 'a'\"}", 1).get(0);
		assertThat(sent.payload().get("id").isObject()).isTrue();
		assertThat(sent.payload().get("id").get("aisle").asInt()).isEqualTo(7);
	}

	@Test
	void annotationMayNameAKey() {
		Payment payment = new Payment();
		Refund refund = new Refund();
		this.transaction.executeWithoutResult((status) -> {
			this.entities.persist(payment);
			this.entities.persist(refund);
		});
		assertThat(awaitSent("payments", "all", 1).get(0).payload().get("id").asLong()).isEqualTo(payment.id);
		assertThat(awaitSent("refunds", "created", 1).get(0).payload().get("id").asLong()).isEqualTo(refund.id);
	}

	@Test
	void annotationOfASuperclassCounts() {
		Car car = new Car();
		this.transaction.executeWithoutResult((status) -> this.entities.persist(car));
		assertThat(awaitSent("vehicles", String.valueOf(car.id), 1).get(0).text("type")).isEqualTo(Car.class.getName());
	}

	@Test
	void eventsOfTheApplicationAreSentAsBefore() {
		this.transaction.executeWithoutResult((status) -> this.events.publishEvent(new OrderPlaced("Ada", 7)));
		assertThat(awaitSent("orders", "Ada", 1).get(0).payload().toString())
			.isEqualTo("{\"customer\":\"Ada\",\"number\":7}");
	}

	@Test
	void whatIsSentIsDescribedAmongTheListeners() {
		assertThat(this.postSave.describeListeners(List.of(Book.class, Car.class, Bicycle.class)))
			.filteredOn((listener) -> listener.name().equals("externalization to other processes"))
			.singleElement()
			.satisfies((listener) -> {
				assertThat(listener.delivery()).isEqualTo("after-commit");
				assertThat(listener.heard()).containsOnlyKeys(Book.class, Car.class);
				assertThat(listener.heard().get(Book.class)).containsExactly("created", "updated", "deleted");
			});
	}

	private List<Sent> awaitSent(String topic, String key, int count) {
		await().atMost(Duration.ofSeconds(30))
			.untilAsserted(() -> assertThat(this.broker.sent(topic, key)).hasSizeGreaterThanOrEqualTo(count));
		List<Sent> sent = this.broker.sent(topic, key);
		assertThat(sent).hasSize(count);
		return sent;
	}

	private int attempts() {
		return count("select coalesce(max(completion_attempts), 0) from event_publication where status <> 'COMPLETED'");
	}

	private int incomplete() {
		return count("select count(*) from event_publication where status <> 'COMPLETED'");
	}

	private int count(String query) {
		return Objects.requireNonNull(this.jdbc.queryForObject(query, Integer.class));
	}

	private void update(Long id, Consumer<Book> change) {
		this.transaction.executeWithoutResult((status) -> change.accept(this.entities.find(Book.class, id)));
	}

	private Long save(String title) {
		Book book = new Book(title);
		this.transaction.executeWithoutResult((status) -> this.entities.persist(book));
		return Objects.requireNonNull(book.id);
	}

}
