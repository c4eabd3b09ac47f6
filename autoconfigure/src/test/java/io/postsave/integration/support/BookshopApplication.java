package io.postsave.integration.support;

import io.postsave.bookshop.Book;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.annotation.Configuration;

/**
 * The smallest application: the bookshop, to which nobody listens. Whoever listens is
 * what a test adds.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EntityScan(basePackageClasses = Book.class)
public class BookshopApplication {

}
