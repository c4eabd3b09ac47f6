package io.postsave.externalization;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.postsave.PostWriteEvent;
import io.postsave.autoconfigure.PostSave;
import io.postsave.externalization.Broker.Sent;
import io.postsave.externalization.PublishingApplication.Bicycle;
import io.postsave.externalization.PublishingApplication.OrderPlaced;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.modulith.events.EventExternalizationConfiguration;
import org.springframework.modulith.events.RoutingTarget;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Applications that choose otherwise of what is sent and how.
 */
class ExternalizationChoicesIntegrationTests {

	@Test
	void nothingIsStoredOrPublishedWithoutExternalization() {
		try (ConfigurableApplicationContext context = run(PublishingApplication.class,
				"--spring.modulith.events.externalization.enabled=false")) {
			assertThat(context.getBean(PostSave.class).describeListeners(List.of(Book.class)))
				.noneMatch((listener) -> listener.heard().containsKey(Book.class));
			save(context, new Book("Kept"));
			assertThat(context.getBean(JdbcTemplate.class)
				.queryForObject("select count(*) from event_publication", Integer.class)).isZero();
		}
	}

	@Test
	void entitiesAreSentIfListenersAreToldAfterTheCommit() {
		try (ConfigurableApplicationContext context = run(PublishingApplication.class,
				"--post-save.delivery=after-commit")) {
			Book book = new Book("Late");
			save(context, book);
			assertThat(awaitSent(context, "books", String.valueOf(book.id)).payload().get("changes").toString())
				.isEqualTo("{\"title\":[null,\"Late\"]}");
		}
	}

	@Test
	void configurationOfTheApplicationDecidesOfAllOtherEvents() {
		try (ConfigurableApplicationContext context = run(OwnConfiguration.class)) {
			Book book = new Book("Own");
			save(context, book);
			awaitSent(context, "books", String.valueOf(book.id));

			context.getBean(TransactionTemplate.class)
				.executeWithoutResult((status) -> context.publishEvent(new OrderPlaced("Grace", 8)));
			Sent order = awaitSent(context, "placed", "own-8");
			assertThat(order.payload().toString()).isEqualTo("{\"order\":8}");
			assertThat(order.headers()).containsEntry("source", "shop");
		}
	}

	@Test
	void eventsThatTheApplicationSelectsAreSentInTheStoredForm() {
		try (ConfigurableApplicationContext context = run(OwnConfiguration.class)) {
			Bicycle bicycle = new Bicycle();
			save(context, bicycle);
			Sent sent = awaitSent(context, "bicycles", "all");
			assertThat(sent.text("type")).isEqualTo(Bicycle.class.getName());
			assertThat(sent.payload().get("id").asLong()).isEqualTo(bicycle.id);
		}
	}

	private static void save(ConfigurableApplicationContext context, Object entity) {
		context.getBean(TransactionTemplate.class)
			.executeWithoutResult((status) -> context.getBean(EntityManager.class).persist(entity));
	}

	private static Sent awaitSent(ConfigurableApplicationContext context, String topic, String key) {
		Broker broker = context.getBean(Broker.class);
		await().atMost(Duration.ofSeconds(30)).until(() -> !broker.sent(topic, key).isEmpty());
		List<Sent> sent = broker.sent(topic, key);
		return sent.get(sent.size() - 1);
	}

	private static ConfigurableApplicationContext run(Class<?> application, String... arguments) {
		return new SpringApplicationBuilder(PublishingApplication.class, application).web(WebApplicationType.NONE)
			.properties(Map.of("spring.kafka.producer.value-serializer",
					"org.apache.kafka.common.serialization.ByteArraySerializer"))
			.run(arguments);
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class OwnConfiguration {

		@Bean
		static EventExternalizationConfiguration externalization() {
			return EventExternalizationConfiguration.externalizing()
				.select((event) -> event instanceof OrderPlaced
						|| event instanceof PostWriteEvent<?> write && write.getEntityType() == Bicycle.class)
				.mapping(OrderPlaced.class, (order) -> Map.of("order", order.number()))
				.headers((event) -> Map.of("source", "shop"))
				.route(OrderPlaced.class, (order) -> RoutingTarget.forTarget("placed").andKey("own-" + order.number()))
				.route(PostWriteEvent.class, (write) -> RoutingTarget.forTarget("bicycles").andKey("all"))
				.build();
		}

	}

}
