package io.postsave.externalization;

import org.springframework.context.annotation.ImportSelector;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.util.ClassUtils;

/**
 * Selects what sends to Kafka: Spring Modulith's own module for that where it is on the
 * class path, and else a stand-in.
 */
class KafkaTransport implements ImportSelector {

	@Override
	public String[] selectImports(AnnotationMetadata importingClass) {
		boolean present = ClassUtils.isPresent(
				"org.springframework.modulith.events.kafka.KafkaEventExternalizerConfiguration",
				getClass().getClassLoader());
		return present ? new String[0] : new String[] { getClass().getPackageName() + ".KafkaTransportConfiguration" };
	}

}
