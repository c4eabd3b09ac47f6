package io.postsave.benchmark;

import java.util.concurrent.atomic.LongAdder;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

/**
 * The application that is the same in all variants.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableJpaRepositories(considerNestedRepositories = true)
class Shop {

	/**
	 * What all listeners do: count that they were called.
	 */
	@Bean
	LongAdder calls() {
		return new LongAdder();
	}

}
