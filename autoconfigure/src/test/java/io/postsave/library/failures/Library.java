package io.postsave.library.failures;

import io.postsave.bookshop.Book;
import io.postsave.bookshop.Script;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

/**
 * An application whose saves fail, shared by the tests of failures and transactions.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EntityScan(basePackageClasses = { Book.class, Reader.class })
@EnableJpaRepositories
public class Library {

	@Bean
	Script script() {
		return new Script();
	}

}
