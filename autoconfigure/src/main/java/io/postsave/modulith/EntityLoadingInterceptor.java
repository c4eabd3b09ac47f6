package io.postsave.modulith;

import io.postsave.PostSaveEvent;
import io.postsave.PostWriteEvent;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

/**
 * Calls durable listeners with an event whose entity is loaded in their transaction. The
 * engine knows the event that it has published by its identity, so another one is passed
 * to the method alone.
 */
final class EntityLoadingInterceptor implements MethodInterceptor {

	private final StoredEvents events;

	EntityLoadingInterceptor(StoredEvents events) {
		this.events = events;
	}

	@Override
	public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
		@Nullable Object[] arguments = invocation.getArguments();
		if (!(arguments[0] instanceof PostWriteEvent<?> event)) {
			return invocation.proceed();
		}
		PostWriteEvent<?> delivered = this.events.delivered(event);
		if (this.events.isRestored(event) && delivered instanceof PostSaveEvent) {
			delivered.getEntity();
		}
		arguments[0] = delivered;
		try {
			return invocation.proceed();
		}
		finally {
			arguments[0] = event;
		}
	}

}
