package io.postsave.sample.catalogue;

import org.apache.kafka.clients.producer.ProducerRecord;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.modulith.events.EventExternalizationConfiguration;
import org.springframework.modulith.events.support.EventExternalizerModuleListener;

/**
 * Sends what happened to the shop's {@code @Externalized} entities to Kafka. It is all
 * that {@code spring-modulith-events-kafka} does for an application that has it.
 */
@Configuration(proxyBeanMethods = false)
@Profile("kafka")
class BookSender {

	@Bean
	EventExternalizerModuleListener eventSender(EventExternalizationConfiguration configuration,
			KafkaOperations<Object, Object> kafka) {
		return new EventExternalizerModuleListener(configuration,
				(event, target) -> kafka.send(new ProducerRecord<>(target.getTarget(), target.getKey(), event)));
	}

}
