package io.postsave.integration.support;

import io.postsave.bookshop.Book;
import io.postsave.bookshop.Script;
import io.postsave.library.catalog.Books;
import jakarta.persistence.EntityManager;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * The application that most integration tests share: the bookshop and the library, their
 * repositories, and a script that hears every save. Listeners of its own are what a test
 * imports.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EntityScan(basePackageClasses = { Book.class, Books.class })
@EnableJpaRepositories(basePackageClasses = Books.class)
public class LibraryApplication {

	@Bean
	Script script() {
		return new Script();
	}

	@Bean
	Bookshop bookshop(PlatformTransactionManager transactionManager, EntityManager entityManager, Script script) {
		return new Bookshop(transactionManager, entityManager, script);
	}

}
