package io.postsave.autoconfigure;

import io.postsave.PostSaveEvent;
import io.postsave.hibernate.PostSaveIntegrator;
import io.postsave.jpa.PostSaveEntityListener;
import io.postsave.jpa.PostSaveMapping;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/**
 * Hints for a native image, where mapping files are not looked into for listeners.
 */
final class PostSaveRuntimeHints implements RuntimeHintsRegistrar {

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		hints.reflection()
			.registerType(PostSaveEntityListener.class, MemberCategory.INVOKE_DECLARED_CONSTRUCTORS,
					MemberCategory.INVOKE_DECLARED_METHODS)
			.registerType(PostSaveIntegrator.class, MemberCategory.INVOKE_DECLARED_CONSTRUCTORS)
			.registerType(PostSaveEvent.class, MemberCategory.INVOKE_PUBLIC_METHODS);
		hints.resources()
			.registerPattern(PostSaveMapping.MAPPING_FILE)
			.registerPattern("META-INF/services/org.hibernate.integrator.spi.Integrator");
	}

}
