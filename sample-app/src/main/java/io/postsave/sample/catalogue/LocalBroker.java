package io.postsave.sample.catalogue;

import java.util.List;

import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/**
 * A real Kafka broker inside the application.
 */
@Configuration(proxyBeanMethods = false)
@Profile("kafka")
class LocalBroker {

	@Bean
	EmbeddedKafkaBroker broker() {
		return new EmbeddedKafkaKraftBroker(1, 1, Catalogue.TOPIC);
	}

	@Bean
	KafkaConnectionDetails kafkaConnectionDetails(EmbeddedKafkaBroker broker) {
		return new Addresses(List.of(broker.getBrokersAsString()));
	}

	/**
	 * Where the broker is to be found.
	 *
	 * @param getBootstrapServers its addresses
	 */
	private record Addresses(List<String> getBootstrapServers) implements KafkaConnectionDetails {
	}

}
