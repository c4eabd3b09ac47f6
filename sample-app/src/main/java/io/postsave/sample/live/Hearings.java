package io.postsave.sample.live;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;

import io.postsave.PostSaveEvent;
import org.aspectj.lang.JoinPoint;
import org.aspectj.lang.annotation.Aspect;
import org.aspectj.lang.annotation.Before;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Remembers which of the shop's listeners heard of which save, and when.
 */
@Aspect
@Component
class Hearings {

	private final Map<PostSaveEvent<?>, Set<Hearing>> hearings = Collections.synchronizedMap(new WeakHashMap<>());

	@Before("""
			within(io.postsave.sample..*) && !within(LiveListener) && args(event) &&
			(@annotation(org.springframework.context.event.EventListener)
			|| @annotation(org.springframework.transaction.event.TransactionalEventListener))""")
	void remember(JoinPoint call, PostSaveEvent<?> event) {
		String listener = call.getSignature().getDeclaringType().getSimpleName() + "." + call.getSignature().getName();
		boolean inTransaction = TransactionSynchronizationManager.isSynchronizationActive();
		this.hearings.computeIfAbsent(event, (key) -> new LinkedHashSet<>())
			.add(new Hearing(listener, inTransaction ? "in-transaction" : "after-commit"));
	}

	/**
	 * Return those who heard of a save, and forget it.
	 */
	Set<Hearing> take(PostSaveEvent<?> event) {
		Set<Hearing> taken = this.hearings.remove(event);
		return (taken != null) ? taken : Set.of();
	}

}
