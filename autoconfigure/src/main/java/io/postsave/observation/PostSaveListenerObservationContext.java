package io.postsave.observation;

import java.lang.reflect.Method;
import java.util.List;

import io.micrometer.observation.Observation;
import io.postsave.PostWriteEvent;

import org.springframework.util.Assert;

/**
 * The context of the observation of one call of a listener method.
 *
 * @since 0.1.0
 */
public class PostSaveListenerObservationContext extends Observation.Context {

	private final Method method;

	private final Class<?> beanClass;

	private final List<? extends PostWriteEvent<?>> events;

	private final boolean list;

	private final boolean afterCommit;

	/**
	 * Creates a context.
	 * @param method the method of the bean's class
	 * @param beanClass the class of the bean, without proxies
	 * @param events what the method is told of: one event, or those of a list, at least
	 * one
	 * @param list whether the method has a list as parameter
	 * @param afterCommit whether the method is told when the transaction has ended,
	 * rather than within it
	 */
	public PostSaveListenerObservationContext(Method method, Class<?> beanClass,
			List<? extends PostWriteEvent<?>> events, boolean list, boolean afterCommit) {
		Assert.notNull(method, "'method' must not be null");
		Assert.notNull(beanClass, "'beanClass' must not be null");
		Assert.notEmpty(events, "'events' must not be empty");
		this.method = method;
		this.beanClass = beanClass;
		this.events = List.copyOf(events);
		this.list = list;
		this.afterCommit = afterCommit;
	}

	/**
	 * Return the method that is called.
	 * @return the method of the bean's class
	 */
	public Method getMethod() {
		return this.method;
	}

	/**
	 * Return the class of the bean whose method is called.
	 * @return the class, without proxies
	 */
	public Class<?> getBeanClass() {
		return this.beanClass;
	}

	/**
	 * Return what the method is told of.
	 * @return one event, or those of a list, in the order of the writes
	 */
	public List<? extends PostWriteEvent<?>> getEvents() {
		return this.events;
	}

	/**
	 * Whether the method is told of a list of events.
	 * @return {@code false} if it is told of one
	 */
	public boolean isList() {
		return this.list;
	}

	/**
	 * Whether the method is told when the transaction has ended.
	 * @return {@code false} if it is told within the transaction
	 */
	public boolean isAfterCommit() {
		return this.afterCommit;
	}

}
