package io.postsave.sample.live;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;

import io.postsave.PostWriteEvent;
import org.aspectj.lang.JoinPoint;
import org.aspectj.lang.annotation.Aspect;
import org.aspectj.lang.annotation.Before;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Remembers which of the shop's listeners heard of what, and when.
 */
@Aspect
@Component
class Hearings {

	private static final String LISTENERS = """
			within(io.postsave.sample..*) && !within(LiveListener) &&
			(@annotation(org.springframework.context.event.EventListener)
			|| @annotation(org.springframework.transaction.event.TransactionalEventListener))""";

	/**
	 * By entity: what is told after the commit are other events than those of the
	 * transaction, with the same entities.
	 */
	private final Map<Object, Set<Hearing>> hearings = Collections.synchronizedMap(new WeakHashMap<>());

	@Before(LISTENERS + " && args(events)")
	void rememberAll(JoinPoint call, List<?> events) {
		for (Object event : events) {
			if (event instanceof PostWriteEvent<?> write) {
				remember(call, write);
			}
		}
	}

	@Before(LISTENERS + " && args(event)")
	void remember(JoinPoint call, PostWriteEvent<?> event) {
		boolean inTransaction = TransactionSynchronizationManager.isSynchronizationActive();
		this.hearings.computeIfAbsent(event.getEntity(), (key) -> new LinkedHashSet<>())
			.add(Hearing.of(call, inTransaction ? "in-transaction" : "after-commit"));
	}

	/**
	 * Return those who heard of it, and forget it.
	 */
	Set<Hearing> take(PostWriteEvent<?> event) {
		Set<Hearing> taken = this.hearings.remove(event.getEntity());
		return (taken != null) ? taken : Set.of();
	}

}
