package io.postsave.modulith;

import java.lang.reflect.Method;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

import io.postsave.PostWriteEvent;
import io.postsave.modulith.PostSaveModulithProperties.GoneRows;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.transaction.event.TransactionalApplicationListenerMethodAdapter;
import org.springframework.util.ConcurrentLruCache;

/**
 * Watches the calls of durable listeners, outside of their transactions and inside of
 * what completes the engine's publications: it knows which have failed, and has those
 * completed whose row is gone.
 */
final class FailedCallInterceptor implements MethodInterceptor {

	private static final Log logger = LogFactory.getLog(FailedCallInterceptor.class);

	private static final int DEEPEST_CAUSE = 20;

	private static final ConcurrentLruCache<Method, String> LISTENER_IDS = new ConcurrentLruCache<>(256,
			FailedCallInterceptor::listenerId);

	private final DurableCalls calls;

	private final GoneRows goneRows;

	private final UnnoticedCalls unnoticed;

	FailedCallInterceptor(DurableCalls calls, UnnoticedCalls unnoticed, GoneRows goneRows) {
		this.calls = calls;
		this.unnoticed = unnoticed;
		this.goneRows = goneRows;
	}

	/**
	 * Return what names a listener in the engine's publications.
	 */
	private static String listenerId(Method method) {
		return new TransactionalApplicationListenerMethodAdapter("listener", method.getDeclaringClass(), method)
			.getListenerId();
	}

	@Override
	public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
		Object argument = invocation.getArguments()[0];
		if (argument instanceof UnreadableEvent unreadable) {
			throw unreadable.exception();
		}
		if (!(argument instanceof PostWriteEvent<?> event)) {
			return invocation.proceed();
		}
		OwedCall call = OwedCall.of(event, LISTENER_IDS.get(UnnoticedCalls.calledMethod(invocation)));
		this.calls.begins(call);
		try {
			Object result = invocation.proceed();
			if (result instanceof CompletableFuture<?> future) {
				return future.handle((value, failure) -> {
					if (failure == null || isSkipped(call, event, failure)) {
						succeeded(invocation, call, event);
						return value;
					}
					failed(invocation, call, event, failure);
					throw (failure instanceof CompletionException wrapper) ? wrapper : new CompletionException(failure);
				});
			}
			succeeded(invocation, call, event);
			return result;
		}
		catch (Throwable ex) {
			if (isSkipped(call, event, ex)) {
				succeeded(invocation, call, event);
				return null;
			}
			failed(invocation, call, event, ex);
			throw ex;
		}
	}

	/**
	 * Whether the call has failed as the row is gone, and is not to be made again. What
	 * translates exceptions may have wrapped that.
	 */
	private boolean isSkipped(OwedCall call, PostWriteEvent<?> event, Throwable failure) {
		if (this.goneRows == GoneRows.FAIL || !isGone(failure)) {
			return false;
		}
		logger.info(event + " is not delivered to " + call.listenerId() + ": its row is gone");
		return true;
	}

	private static boolean isGone(Throwable failure) {
		return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
			.limit(DEEPEST_CAUSE)
			.anyMatch(EntityGoneException.class::isInstance);
	}

	private void succeeded(MethodInvocation invocation, OwedCall call, PostWriteEvent<?> event) {
		this.unnoticed.succeeded(invocation, event, call);
		this.calls.succeeded(call);
	}

	private void failed(MethodInvocation invocation, OwedCall call, PostWriteEvent<?> event, Throwable failure) {
		this.unnoticed.failed(invocation, event, call);
		this.calls.failed(call);
		if (this.calls.isGivenUpNow(call)) {
			GivenUp.report(event, call, failure);
		}
	}

}
