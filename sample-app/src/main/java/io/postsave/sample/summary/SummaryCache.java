package io.postsave.sample.summary;

import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Configuration;

/**
 * Switches Spring's cache abstraction on. Caffeine is found on the class path.
 */
@Configuration(proxyBeanMethods = false)
@EnableCaching
class SummaryCache {

}
