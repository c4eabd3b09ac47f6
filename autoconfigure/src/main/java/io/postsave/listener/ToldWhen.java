package io.postsave.listener;

import java.lang.reflect.Method;

import io.postsave.AfterCommit;
import io.postsave.InTransaction;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.AnnotatedElementUtils;

/**
 * When a plain listener method is told, as it has chosen by an annotation.
 */
enum ToldWhen {

	/** The method is told when the flush has ended, in the transaction. */
	IN_TRANSACTION,

	/** The method is told when the transaction has committed. */
	AFTER_COMMIT;

	/**
	 * Return what a method has chosen, {@code null} if nothing.
	 */
	static @Nullable ToldWhen chosenBy(Method method) {
		if (AnnotatedElementUtils.hasAnnotation(method, AfterCommit.class)) {
			return AFTER_COMMIT;
		}
		return AnnotatedElementUtils.hasAnnotation(method, InTransaction.class) ? IN_TRANSACTION : null;
	}

}
