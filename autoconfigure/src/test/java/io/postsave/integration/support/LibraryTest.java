package io.postsave.integration.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.core.annotation.AliasFor;
import org.springframework.test.context.TestExecutionListeners;

/**
 * A test of the {@link LibraryApplication}, which finds it empty. Tests with the same
 * properties and imports share one context.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@SpringBootTest
@TestExecutionListeners(listeners = EmptyLibrary.class,
		mergeMode = TestExecutionListeners.MergeMode.MERGE_WITH_DEFAULTS)
public @interface LibraryTest {

	/**
	 * The application, and what else it consists of.
	 */
	@AliasFor(annotation = SpringBootTest.class)
	Class<?>[] classes() default { LibraryApplication.class };

	/**
	 * The properties of the application.
	 */
	@AliasFor(annotation = SpringBootTest.class)
	String[] properties() default {};

}
