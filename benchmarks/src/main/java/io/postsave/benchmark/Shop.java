package io.postsave.benchmark;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

/**
 * The application that is the same in all variants.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EntityScan
@EnableJpaRepositories(considerNestedRepositories = true)
class Shop {

	@Bean
	Hearing hearing() {
		return new Hearing();
	}

}
