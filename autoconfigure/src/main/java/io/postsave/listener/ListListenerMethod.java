package io.postsave.listener;

import java.lang.reflect.Method;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.Collections;
import java.util.List;

import io.postsave.PostWriteEvent;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.SingletonBeanRegistry;
import org.springframework.context.ApplicationEvent;
import org.springframework.core.ResolvableType;

/**
 * A plain {@code @EventListener} method whose parameter is a list of save events: it is
 * told once of all that it hears of a round, or after the commit of a transaction. Spring
 * never calls it, as there is no such event.
 */
public final class ListListenerMethod extends PlainListenerMethod {

	private final DeclaredEvents elements;

	private final boolean afterCommit;

	ListListenerMethod(String beanName, GenericType beanType, Method method, SingletonBeanRegistry singletons,
			ListenerCalls calls, boolean afterCommit) {
		super(beanName, beanType, method, singletons, calls);
		this.elements = DeclaredEvents.ofElements(getTargetMethod(), beanType);
		this.afterCommit = afterCommit;
	}

	@Override
	public DeclaredEvents declared() {
		return this.elements;
	}

	@Override
	boolean isInTransactionByDefault() {
		return !this.afterCommit && ToldWhen.chosenBy(getTargetMethod()) == null;
	}

	/**
	 * Whether the method is told after the commit.
	 */
	boolean isAfterCommit() {
		return this.afterCommit;
	}

	@Override
	public ToldWhen toldWhen() {
		return this.afterCommit ? ToldWhen.AFTER_COMMIT : ToldWhen.IN_TRANSACTION;
	}

	/**
	 * Whether events of a type can be among the elements.
	 */
	boolean supportsElementType(ResolvableType eventType) {
		return this.elements.contain(eventType, (type) -> false);
	}

	@Override
	public boolean supportsEventType(ResolvableType eventType) {
		return false;
	}

	@Override
	public boolean shouldHandle(ApplicationEvent event) {
		return false;
	}

	/**
	 * Whether an event of a type that the method hears is let through.
	 * @param event the event
	 * @return {@code false} if none of the attributes that the method names has changed
	 */
	public boolean accepts(PostWriteEvent<?> event) {
		return isDefaultExecution() && isToldOfChanges(event);
	}

	/**
	 * Calls the method as Spring calls those that it publishes to.
	 * @param events the events to tell, in the order of the writes
	 * @throws RuntimeException what the method throws, wrapped in an
	 * {@link UndeclaredThrowableException} if it is no such exception
	 */
	public void tell(List<PostWriteEvent<?>> events) {
		@Nullable Object result = calls().areWatched() ? calls().call(this, events, true, () -> invoke(events)) : invoke(events);
		if (result != null) {
			handleResult(result);
		}
	}

	private @Nullable Object invoke(List<PostWriteEvent<?>> events) {
		return doInvoke(Collections.unmodifiableList(events));
	}

	/**
	 * Calls the method after the commit.
	 * @param events the events to tell, in the order of the writes
	 * @throws Throwable what the method throws
	 */
	public void deliver(List<PostWriteEvent<?>> events) throws Throwable {
		try {
			tell(events);
		}
		catch (UndeclaredThrowableException ex) {
			throw ex.getUndeclaredThrowable();
		}
	}

}
