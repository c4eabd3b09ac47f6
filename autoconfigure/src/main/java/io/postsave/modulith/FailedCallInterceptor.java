package io.postsave.modulith;

import java.lang.reflect.Method;
import java.util.concurrent.CompletableFuture;

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

	private static final ConcurrentLruCache<Method, String> LISTENER_IDS = new ConcurrentLruCache<>(256,
			FailedCallInterceptor::listenerId);

	private final DurableCalls calls;

	private final GoneRows goneRows;

	FailedCallInterceptor(DurableCalls calls, GoneRows goneRows) {
		this.calls = calls;
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
		OwedCall call = OwedCall.of(event, LISTENER_IDS.get(invocation.getMethod()));
		this.calls.begins(call);
		try {
			Object result = invocation.proceed();
			if (result instanceof CompletableFuture<?> future) {
				return future.whenComplete((value, failure) -> ended(call, event, failure));
			}
			this.calls.succeeded(call);
			return result;
		}
		catch (EntityGoneException ex) {
			if (this.goneRows == GoneRows.FAIL) {
				ended(call, event, ex);
				throw ex;
			}
			logger.info(event + " is not delivered to " + call.listenerId() + ": its row is gone");
			this.calls.succeeded(call);
			return null;
		}
		catch (Throwable ex) {
			ended(call, event, ex);
			throw ex;
		}
	}

	private void ended(OwedCall call, PostWriteEvent<?> event, @Nullable Throwable failure) {
		if (failure == null) {
			this.calls.succeeded(call);
			return;
		}
		this.calls.failed(call);
		if (this.calls.isGivenUpNow(call)) {
			GivenUp.report(event, call, failure);
		}
	}

}
