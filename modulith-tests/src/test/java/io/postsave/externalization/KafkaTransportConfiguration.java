package io.postsave.externalization;

import java.util.Objects;

import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.expression.BeanFactoryResolver;
import org.springframework.expression.spel.support.StandardEvaluationContext;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.kafka.support.converter.ByteArrayJacksonJsonMessageConverter;
import org.springframework.kafka.support.converter.RecordMessageConverter;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.modulith.events.EventExternalizationConfiguration;
import org.springframework.modulith.events.support.BrokerRouting;
import org.springframework.modulith.events.support.EventExternalizationTransport;
import org.springframework.modulith.events.support.EventExternalizerModuleListener;

/**
 * Sends to Kafka as Spring Modulith's module for that does, which later versions have
 * this transport for.
 */
@TestConfiguration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = "spring.modulith.events.externalization.enabled", matchIfMissing = true)
class KafkaTransportConfiguration {

	@Bean
	static RecordMessageConverter json() {
		return new ByteArrayJacksonJsonMessageConverter(new JsonMapper());
	}

	@Bean
	static EventExternalizerModuleListener kafkaEventExternalizer(EventExternalizationConfiguration configuration,
			KafkaOperations<Object, Object> kafka, BeanFactory beanFactory) {
		StandardEvaluationContext expressions = new StandardEvaluationContext();
		expressions.setBeanResolver(new BeanFactoryResolver(beanFactory));
		EventExternalizationTransport transport = (payload, target) -> {
			BrokerRouting routing = BrokerRouting.of(target, expressions);
			return kafka.send(MessageBuilder.withPayload(payload)
				.copyHeaders(configuration.getHeadersFor(payload))
				.setHeaderIfAbsent(KafkaHeaders.KEY, Objects.requireNonNull(routing.getKey(payload)))
				.setHeaderIfAbsent(KafkaHeaders.TOPIC, routing.getTarget(payload))
				.build());
		};
		return new EventExternalizerModuleListener(configuration, transport);
	}

}
