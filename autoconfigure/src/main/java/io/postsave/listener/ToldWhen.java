package io.postsave.listener;

import java.lang.reflect.Method;
import java.util.Locale;

import io.postsave.AfterCommit;
import io.postsave.InTransaction;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.transaction.event.TransactionPhase;

/**
 * When a listener method is told: a plain one as it has chosen by an annotation, a
 * transactional one in its phase.
 */
enum ToldWhen {

	/** The method is told when the flush has ended, in the transaction. */
	IN_TRANSACTION("in the transaction"),

	/** The method is told when the transaction has committed. */
	AFTER_COMMIT("after the commit"),

	/** The method is told when the transaction has been rolled back. */
	AFTER_ROLLBACK("after the rollback"),

	/** The method is told when the transaction has ended, whatever its end. */
	AFTER_COMPLETION("after the end of the transaction");

	private final String words;

	ToldWhen(String words) {
		this.words = words;
	}

	/**
	 * Return it as a part of a sentence.
	 */
	String words() {
		return this.words;
	}

	/**
	 * Return it as properties have it.
	 */
	String delivery() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * Return what a method has chosen, {@code null} if nothing.
	 */
	static @Nullable ToldWhen chosenBy(Method method) {
		if (AnnotatedElementUtils.hasAnnotation(method, AfterCommit.class)) {
			return AFTER_COMMIT;
		}
		return AnnotatedElementUtils.hasAnnotation(method, InTransaction.class) ? IN_TRANSACTION : null;
	}

	/**
	 * Return when a transactional method is told.
	 */
	static ToldWhen in(TransactionPhase phase) {
		return switch (phase) {
			case BEFORE_COMMIT -> IN_TRANSACTION;
			case AFTER_COMMIT -> AFTER_COMMIT;
			case AFTER_ROLLBACK -> AFTER_ROLLBACK;
			case AFTER_COMPLETION -> AFTER_COMPLETION;
		};
	}

}
