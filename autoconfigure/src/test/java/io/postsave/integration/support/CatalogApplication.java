package io.postsave.integration.support;

import io.postsave.bookshop.Book;
import io.postsave.bookshop.Script;
import io.postsave.library.catalog.Reader;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * An application with entities of every shape and a listener that hears everything.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EntityScan(basePackageClasses = { Book.class, Reader.class })
public class CatalogApplication {

	@Bean
	public Script script() {
		return new Script();
	}

}
