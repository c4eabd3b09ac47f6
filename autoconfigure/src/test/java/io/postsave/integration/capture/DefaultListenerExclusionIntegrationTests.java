package io.postsave.integration.capture;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

import io.postsave.bookshop.Script;
import io.postsave.library.exclusion.LoginRecord;
import io.postsave.library.exclusion.SealedRecord;
import io.postsave.library.exclusion.Secret;
import io.postsave.library.exclusion.Tale;
import io.postsave.library.exclusion.Vault;
import jakarta.persistence.EntityManager;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

/**
 * Tests of entities that exclude default listeners, by annotation or in a mapping file,
 * themselves or with their superclass.
 */
class DefaultListenerExclusionIntegrationTests {

	private static final String NO_MAPPING_FILE = "";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withUserConfiguration(Application.class);

	static Stream<Arguments> excluded() {
		return Stream.of(entity("annotated", NO_MAPPING_FILE, new Secret("one"), Secret::setText),
				entity("superclass annotated", NO_MAPPING_FILE, new Vault("one"), Secret::setText),
				entity("annotated, superclass not", NO_MAPPING_FILE, new SealedRecord("one"), LoginRecord::setReader),
				entity("in a mapping file", "login-records.xml", new LoginRecord("one"), LoginRecord::setReader));
	}

	static Stream<Arguments> included() {
		return Stream.of(
				entity("not annotated, subclass is", NO_MAPPING_FILE, new LoginRecord("one"), LoginRecord::setReader),
				entity("mapped in a file alone", "tale.xml", new Tale(1L, "one"), Tale::setText),
				entity("mapped in a file of Hibernate's", "tale.hbm.xml", new Tale(1L, "one"), Tale::setText));
	}

	private static <T> Arguments entity(String name, String mappingFile, T entity, BiConsumer<T, String> change) {
		return argumentSet(name, mappingFile, entity, change);
	}

	@ParameterizedTest
	@MethodSource
	void excluded(String mappingFile, Object entity, BiConsumer<Object, String> change) {
		assertTold(mappingFile, entity, change);
	}

	@ParameterizedTest
	@MethodSource
	void included(String mappingFile, Object entity, BiConsumer<Object, String> change) {
		String name = entity.getClass().getSimpleName();
		assertTold(mappingFile, entity, change, "+" + name, "~" + name);
	}

	@Test
	void entityWithoutAClassIsLeftAlone() {
		this.runner.withPropertyValues("spring.jpa.mapping-resources=io/postsave/library/exclusion/clippings.hbm.xml")
			.run((context) -> {
				Session session = context.getBean(Session.class);
				new TransactionTemplate(context.getBean(PlatformTransactionManager.class))
					.executeWithoutResult((status) -> {
						session.persist("Clipping", new HashMap<>(Map.of("id", 1L, "text", "one")));
						session.persist(new LoginRecord("one"));
					});
				assertThat(context.getBean(Script.class).lines()).containsExactly("+LoginRecord");
				new TransactionTemplate(context.getBean(PlatformTransactionManager.class))
					.executeWithoutResult((status) -> {
						session.remove(session.getReference("Clipping", 1L));
						assertThat(session.createSelectionQuery("from Clipping", Map.class).getResultList()).isEmpty();
					});
			});
	}

	private void assertTold(String mappingFile, Object entity, BiConsumer<Object, String> change, String... lines) {
		String resource = mappingFile.isEmpty() ? "" : "io/postsave/library/exclusion/" + mappingFile;
		this.runner.withPropertyValues("spring.jpa.mapping-resources=" + resource).run((context) -> {
			EntityManager entityManager = context.getBean(EntityManager.class);
			new TransactionTemplate(context.getBean(PlatformTransactionManager.class))
				.executeWithoutResult((status) -> {
					entityManager.persist(entity);
					entityManager.flush();
					change.accept(entity, "two");
				});
			assertThat(context.getBean(Script.class).lines()).containsExactly(lines);
		});
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EntityScan(basePackageClasses = Secret.class)
	static class Application {

		@Bean
		Script script() {
			return new Script();
		}

	}

}
