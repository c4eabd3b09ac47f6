package io.postsave.integration.life;

import io.postsave.library.life.Plant;
import io.postsave.library.life.Plants;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

/**
 * An application whose entities are removed in every way there is. Who listens is what a
 * test adds.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EntityScan(basePackageClasses = Plant.class)
@EnableJpaRepositories(basePackageClasses = Plants.class)
class DeletionApplication {

}
