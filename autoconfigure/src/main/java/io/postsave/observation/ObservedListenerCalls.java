package io.postsave.observation;

import java.lang.reflect.UndeclaredThrowableException;
import java.util.function.Supplier;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.postsave.listener.CallObserver;
import io.postsave.listener.ListenerCall;
import org.jspecify.annotations.Nullable;

/**
 * Has each call of a listener method observed.
 *
 * @param registry where observations go
 * @param convention the application's names and tags, {@code null} for the default ones
 */
record ObservedListenerCalls(ObservationRegistry registry,
		@Nullable PostSaveListenerObservationConvention convention) implements CallObserver {

	private static final PostSaveListenerObservationConvention DEFAULT = new DefaultPostSaveListenerObservationConvention();

	@Override
	public @Nullable Object observe(ListenerCall call, Supplier<@Nullable Object> invocation) {
		Observation observation = Observation.createNotStarted(this.convention, DEFAULT, () -> contextOf(call),
				this.registry);
		observation.start();
		Observation.Scope scope = observation.openScope();
		try {
			return invocation.get();
		}
		catch (Throwable ex) {
			observation.error(thrownBy(ex));
			throw ex;
		}
		finally {
			scope.close();
			observation.stop();
		}
	}

	private static PostSaveListenerObservationContext contextOf(ListenerCall call) {
		return new PostSaveListenerObservationContext(call.method(), call.beanClass(), call.events(), call.list(),
				call.afterCommit());
	}

	/**
	 * Spring wraps what a method throws as a checked exception.
	 */
	private static Throwable thrownBy(Throwable failure) {
		return (failure instanceof UndeclaredThrowableException undeclared
				&& undeclared.getUndeclaredThrowable() != null) ? undeclared.getUndeclaredThrowable() : failure;
	}

}
