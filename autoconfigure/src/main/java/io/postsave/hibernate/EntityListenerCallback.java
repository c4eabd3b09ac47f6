package io.postsave.hibernate;

import java.util.function.Consumer;

import org.hibernate.jpa.event.spi.Callback;
import org.hibernate.jpa.event.spi.CallbackDefinition;
import org.hibernate.jpa.event.spi.CallbackType;
import org.hibernate.resource.beans.spi.ManagedBeanRegistry;

/**
 * One method of an entity listener, which Hibernate calls directly and not by reflection.
 */
@SuppressWarnings("serial")
record EntityListenerCallback(CallbackType type, Consumer<Object> method) implements CallbackDefinition, Callback {

	@Override
	public Callback createCallback(ManagedBeanRegistry beanRegistry) {
		return this;
	}

	@Override
	public CallbackType getCallbackType() {
		return this.type;
	}

	@Override
	public void performCallback(Object entity) {
		this.method.accept(entity);
	}

}
