package io.postsave.listener;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Observes the calls of listener methods.
 */
@FunctionalInterface
public interface CallObserver {

	/**
	 * Called in place of a listener method, which it calls.
	 * @param call the call
	 * @param invocation calls the method
	 * @return what the method returns
	 */
	@Nullable Object observe(ListenerCall call, Supplier<@Nullable Object> invocation);

}
