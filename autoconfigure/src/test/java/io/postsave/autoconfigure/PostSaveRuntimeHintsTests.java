package io.postsave.autoconfigure;

import io.postsave.PostSaveEvent;
import io.postsave.hibernate.PostSaveIntegrator;
import io.postsave.jpa.PostSaveEntityListener;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
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

	@Test
	void entityListenerIsCreatedAndCalledByReflection() {
		assertThat(RuntimeHintsPredicates.reflection()
			.onType(PostSaveEntityListener.class)
			.withMemberCategories(MemberCategory.INVOKE_DECLARED_CONSTRUCTORS, MemberCategory.INVOKE_DECLARED_METHODS))
			.accepts(this.hints);
	}

	@Test
	void integratorIsCreatedByReflection() {
		assertThat(RuntimeHintsPredicates.reflection()
			.onType(PostSaveIntegrator.class)
			.withMemberCategory(MemberCategory.INVOKE_DECLARED_CONSTRUCTORS)).accepts(this.hints);
	}

	@Test
	void conditionsCallEventsByReflection() {
		assertThat(RuntimeHintsPredicates.reflection()
			.onType(PostSaveEvent.class)
			.withMemberCategory(MemberCategory.INVOKE_PUBLIC_METHODS)).accepts(this.hints);
	}

	@Test
	void mappingFileAndServiceFileAreThereAndIncluded() {
		String[] locations = { "io/postsave/orm.xml", "META-INF/services/org.hibernate.integrator.spi.Integrator" };
		for (String location : locations) {
			assertThat(new ClassPathResource(location).exists()).isTrue();
			assertThat(RuntimeHintsPredicates.resource().forResource(location)).accepts(this.hints);
		}
	}

}
