package io.postsave.autoconfigure;

import java.util.Arrays;
import java.util.stream.Stream;

import io.postsave.AttributeChange;
import io.postsave.PostSaveEvent;
import io.postsave.hibernate.EntityListenerInstaller;
import io.postsave.hibernate.PostSaveIntegrator;
import io.postsave.jpa.PostSaveEntityListener;
import org.hibernate.boot.spi.SessionFactoryBuilderFactory;
import org.hibernate.integrator.spi.Integrator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.jupiter.api.Test;

import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PostSaveRuntimeHints}.
 */
class PostSaveRuntimeHintsTests {

	private final RuntimeHints hints = new RuntimeHints();

	@BeforeEach
	void register() {
		new PostSaveRuntimeHints().registerHints(this.hints, getClass().getClassLoader());
	}

	@Test
	void areImportedByTheAutoConfiguration() {
		assertThat(MergedAnnotations.from(PostSaveAutoConfiguration.class)
			.get(ImportRuntimeHints.class)
			.getClassArray("value")).containsExactly(PostSaveRuntimeHints.class);
	}

	@ParameterizedTest
	@ValueSource(classes = { EntityListenerInstaller.class, PostSaveIntegrator.class })
	void servicesAreCreatedByReflection(Class<?> service) {
		assertThat(RuntimeHintsPredicates.reflection()
			.onType(service)
			.withMemberCategory(MemberCategory.INVOKE_DECLARED_CONSTRUCTORS)).accepts(this.hints);
	}

	@Test
	void listenerIsCalledByReflection() {
		assertThat(RuntimeHintsPredicates.reflection()
			.onType(PostSaveEntityListener.class)
			.withMemberCategory(MemberCategory.INVOKE_PUBLIC_METHODS)).accepts(this.hints);
	}

	@ParameterizedTest
	@MethodSource("events")
	@ValueSource(classes = AttributeChange.class)
	void conditionsCallEveryEventAndItsChanges(Class<?> type) {
		assertThat(RuntimeHintsPredicates.reflection()
			.onType(type)
			.withMemberCategory(MemberCategory.INVOKE_PUBLIC_METHODS)).accepts(this.hints);
	}

	/**
	 * The sealed events, whatever is the root of them.
	 */
	static Stream<Class<?>> events() {
		Class<?> root = PostSaveEvent.class;
		while (root.getSuperclass() != ApplicationEvent.class) {
			root = root.getSuperclass();
		}
		return withPermittedSubclasses(root);
	}

	private static Stream<Class<?>> withPermittedSubclasses(Class<?> type) {
		return Stream.concat(Stream.of(type), type.isSealed() ? Arrays.stream(type.getPermittedSubclasses())
			.flatMap(PostSaveRuntimeHintsTests::withPermittedSubclasses) : Stream.empty());
	}

	@ParameterizedTest
	@ValueSource(classes = { SessionFactoryBuilderFactory.class, Integrator.class })
	void serviceFilesAreThereAndIncluded(Class<?> service) {
		String location = "META-INF/services/" + service.getName();
		assertThat(new ClassPathResource(location).exists()).isTrue();
		assertThat(RuntimeHintsPredicates.resource().forResource(location)).accepts(this.hints);
	}

}
