package io.postsave.externalization;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/**
 * A broker that runs as long as the tests do, and that producers may be cut off from.
 * What was sent to it before is not looked at.
 */
final class Broker {

	private static final EmbeddedKafkaKraftBroker KAFKA = new EmbeddedKafkaKraftBroker(1, 3);

	private static final JsonMapper JSON = JsonMapper.shared();

	static {
		KAFKA.afterPropertiesSet();
		Runtime.getRuntime().addShutdownHook(new Thread(KAFKA::destroy));
	}

	private final long since = System.currentTimeMillis();

	private volatile boolean away;

	private volatile List<DefaultKafkaProducerFactory<?, ?>> producers = List.of();

	/**
	 * Has a factory's producers send to this broker.
	 */
	void serve(DefaultKafkaProducerFactory<?, ?> factory) {
		factory.setBootstrapServersSupplier(() -> this.away ? "localhost:1" : KAFKA.getBrokersAsString());
		this.producers = List.of(factory);
	}

	void leave() {
		this.away = true;
		this.producers.forEach(DefaultKafkaProducerFactory::reset);
	}

	void comeBack() {
		this.away = false;
		this.producers.forEach(DefaultKafkaProducerFactory::reset);
	}

	/**
	 * Return what is in a topic under a key, in the order of the partition.
	 */
	List<Sent> sent(String topic, String key) {
		return sent(topic).stream().filter((sent) -> key.equals(sent.key())).toList();
	}

	List<Sent> sent(String topic) {
		Map<String, Object> properties = Map.of("bootstrap.servers", KAFKA.getBrokersAsString(), "enable.auto.commit",
				false);
		try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(properties, new StringDeserializer(),
				new StringDeserializer())) {
			List<TopicPartition> partitions = consumer.partitionsFor(topic)
				.stream()
				.map((partition) -> new TopicPartition(topic, partition.partition()))
				.toList();
			consumer.assign(partitions);
			consumer.seekToBeginning(partitions);
			long all = consumer.endOffsets(partitions).values().stream().mapToLong(Long::longValue).sum();
			List<Sent> sent = new ArrayList<>();
			long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
			while (sent.size() < all && System.nanoTime() < end) {
				consumer.poll(Duration.ofMillis(100)).forEach((record) -> sent.add(Sent.of(record)));
			}
			return sent.stream().filter((each) -> each.timestamp() >= this.since).toList();
		}
	}

	/**
	 * A record that was sent.
	 */
	record Sent(String key, JsonNode payload, int partition, long timestamp, Map<String, String> headers) {

		static Sent of(ConsumerRecord<String, String> record) {
			Map<String, String> headers = new HashMap<>();
			record.headers()
				.forEach((header) -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
			return new Sent(record.key(), JSON.readTree(record.value()), record.partition(), record.timestamp(),
					headers);
		}

		String text(String field) {
			return this.payload.get(field).asString();
		}

	}

}
