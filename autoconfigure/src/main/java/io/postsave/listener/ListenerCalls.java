package io.postsave.listener;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.postsave.PostWriteEvent;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.NamedThreadLocal;
import org.springframework.util.Assert;

/**
 * The calls of listener methods by their adapters. Who wants to know of them is told;
 * where nobody does, a call costs a look.
 */
public final class ListenerCalls {

	private static final Log logger = LogFactory.getLog(ListenerCalls.class);

	private final ThreadLocal<int[]> count = NamedThreadLocal.withInitial("Calls of listener methods",
			() -> new int[1]);

	private volatile @Nullable CallObserver observer;

	private volatile boolean counted;

	/**
	 * Has each call observed from now on.
	 * @param observer the observer
	 */
	public void observe(CallObserver observer) {
		Assert.notNull(observer, "'observer' must not be null");
		this.observer = observer;
	}

	/**
	 * Has calls counted from now on.
	 */
	public void count() {
		this.counted = true;
	}

	/**
	 * Return how many methods have been called on this thread, or have been registered to
	 * be called when a transaction ends, since calls are counted.
	 * @return a number that only grows
	 */
	public int counted() {
		return this.count.get()[0];
	}

	/**
	 * Whether anybody wants to know of calls.
	 */
	boolean areWatched() {
		return this.observer != null || this.counted || logger.isTraceEnabled();
	}

	/**
	 * A method is going to be called when a transaction ends.
	 */
	void registered(SaveListenerMethod listener, PostWriteEvent<?> event) {
		if (logger.isTraceEnabled()) {
			logger.trace("Listener method " + MisplacedAnnotations.nameOf(listener.method()) + " is to be told of "
					+ event + " by Spring when its transaction ends");
		}
		addToCount();
	}

	/**
	 * A method is not called, as it has declined an event that it hears.
	 */
	void declined(SaveListenerMethod listener, PostWriteEvent<?> event) {
		if (logger.isTraceEnabled()) {
			logger.trace("Listener method " + MisplacedAnnotations.nameOf(listener.method()) + " is not told of "
					+ event + ", as its condition or @WhenChanged does not hold");
		}
	}

	/**
	 * Calls the method that is told of one event, unless it declines that.
	 * @param listener the method's adapter
	 * @param event what the method is told of
	 * @param handled whether the method's condition holds
	 * @param invocation calls it
	 * @param result takes what the method returns, if that is not {@code null}
	 */
	void process(SaveListenerMethod listener, PostWriteEvent<?> event, boolean handled,
			Supplier<@Nullable Object> invocation, Consumer<Object> result) {
		if (!handled) {
			declined(listener, event);
			return;
		}
		Object returned = call(listener, List.of(event), false, invocation);
		if (returned != null) {
			result.accept(returned);
		}
	}

	/**
	 * Calls a method.
	 * @param listener the method's adapter
	 * @param events what the method is told of
	 * @param list whether it has a list as parameter
	 * @param invocation calls it
	 * @return what the method returns
	 */
	@Nullable Object call(SaveListenerMethod listener, List<? extends PostWriteEvent<?>> events, boolean list,
			Supplier<@Nullable Object> invocation) {
		boolean afterCommit = !listener.isToldInTransaction();
		if (logger.isTraceEnabled()) {
			logger.trace("Listener method " + MisplacedAnnotations.nameOf(listener.method()) + " is told of "
					+ ((events.size() == 1) ? events.get(0) : events.size() + " events") + " "
					+ listener.toldWhen().words());
		}
		addToCount();
		CallObserver observer = this.observer;
		return (observer != null) ? observer
			.observe(new ListenerCall(listener.method(), listener.beanClass(), events, list, afterCommit), invocation)
				: invocation.get();
	}

	private void addToCount() {
		if (this.counted) {
			this.count.get()[0]++;
		}
	}

}
