package io.postsave.library.committed;

import io.postsave.bookshop.Book;
import io.postsave.bookshop.Script;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * An application with a listener that hears everything.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EntityScan(basePackageClasses = { Book.class, Shelf.class })
public class CommittedLibrary {

	@Bean
	Script script() {
		return new Script();
	}

	@Bean
	Failures failures() {
		return new Failures();
	}

}
