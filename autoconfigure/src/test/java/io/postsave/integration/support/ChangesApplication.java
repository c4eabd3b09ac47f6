package io.postsave.integration.support;

import io.postsave.bookshop.Script;
import io.postsave.library.changes.Parcel;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * The application of the tests of changes: entities with attributes of every kind, and a
 * script that hears every save.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EntityScan(basePackageClasses = Parcel.class)
@Import(Script.class)
public class ChangesApplication {

}
