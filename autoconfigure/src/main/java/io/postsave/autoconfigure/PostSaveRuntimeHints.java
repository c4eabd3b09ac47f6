package io.postsave.autoconfigure;

import java.util.List;

import io.postsave.AttributeChange;
import io.postsave.PostDeleteEvent;
import io.postsave.PostSaveEvent;
import io.postsave.PostWriteEvent;
import io.postsave.hibernate.EntityListenerInstaller;
import io.postsave.hibernate.PostSaveIntegrator;
import io.postsave.jpa.PostSaveEntityListener;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/**
 * Hints for a native image: what Hibernate finds by its service files, what it calls, and
 * what conditions call.
 */
final class PostSaveRuntimeHints implements RuntimeHintsRegistrar {

	/**
	 * What conditions call: the events, each as a type of its own since SpEL looks for
	 * methods in the class of the object, and what their changes are made of.
	 */
	private static final List<Class<?>> CALLED_BY_CONDITIONS = List.of(PostWriteEvent.class, PostSaveEvent.class,
			PostSaveEvent.Created.class, PostSaveEvent.Updated.class, PostDeleteEvent.class, AttributeChange.class);

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		hints.reflection()
			.registerType(EntityListenerInstaller.class, MemberCategory.INVOKE_DECLARED_CONSTRUCTORS)
			.registerType(PostSaveIntegrator.class, MemberCategory.INVOKE_DECLARED_CONSTRUCTORS)
			.registerType(PostSaveEntityListener.class, MemberCategory.INVOKE_PUBLIC_METHODS);
		CALLED_BY_CONDITIONS
			.forEach((type) -> hints.reflection().registerType(type, MemberCategory.INVOKE_PUBLIC_METHODS));
		hints.resources()
			.registerPattern("META-INF/services/org.hibernate.boot.spi.SessionFactoryBuilderFactory")
			.registerPattern("META-INF/services/org.hibernate.integrator.spi.Integrator");
	}

}
