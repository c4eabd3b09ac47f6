package io.postsave.listener;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;

import io.postsave.PostDeleteEvent;
import io.postsave.PostSaveEvent;
import io.postsave.PostWriteEvent;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.config.SingletonBeanRegistry;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.event.ApplicationListenerMethodAdapter;
import org.springframework.core.ResolvableType;
import org.springframework.util.StringUtils;

/**
 * The adapter of a plain {@code @EventListener} method, whenever it is told: Spring's
 * own, but that it hears exactly what the method declares, and for a shorter way to the
 * bean, which is most of what the call of a listener costs.
 */
abstract class PlainListenerMethod extends ApplicationListenerMethodAdapter implements SaveListenerMethod {

	private final String beanName;

	private final Class<?> beanClass;

	private final SingletonBeanRegistry singletons;

	private final DeclaredEvents declared;

	private final @Nullable ChangedAttributes changed;

	private final ListenerCalls calls;

	PlainListenerMethod(String beanName, GenericType beanType, Method method, SingletonBeanRegistry singletons,
			ListenerCalls calls) {
		super(beanName, beanType.type().toClass(), method);
		this.beanName = beanName;
		this.beanClass = beanType.type().toClass();
		this.singletons = singletons;
		this.declared = DeclaredEvents.of(getTargetMethod(), beanType);
		this.changed = ChangedAttributes.of(getTargetMethod());
		this.calls = calls;
	}

	@Override
	public Method method() {
		return getTargetMethod();
	}

	@Override
	public String beanName() {
		return this.beanName;
	}

	@Override
	public Class<?> beanClass() {
		return this.beanClass;
	}

	/**
	 * Whether the method is told in the transaction, though it has not chosen to be.
	 */
	boolean isInTransactionByDefault() {
		return false;
	}

	@Override
	public DeclaredEvents declared() {
		return this.declared;
	}

	@Override
	public String declaredType() {
		return this.declared.asWritten();
	}

	@Override
	public List<String> changedAttributes() {
		return (this.changed != null) ? this.changed.names() : List.of();
	}

	@Override
	public @Nullable String condition() {
		return StringUtils.hasText(getCondition()) ? getCondition() : null;
	}

	/**
	 * Return the attributes of which one has to be changed, {@code null} if none has.
	 */
	@Nullable ChangedAttributes changed() {
		return this.changed;
	}

	/**
	 * Return the name of the method as messages have it.
	 */
	String name() {
		return MisplacedAnnotations.nameOf(getTargetMethod());
	}

	/**
	 * Learns of an entity class which of the attributes it has, if the method can hear of
	 * its writes. Those of an abstract class are its subclasses'.
	 */
	final void learn(EntityAttributes entity) {
		if (this.changed != null && !Modifier.isAbstract(entity.entityType().getModifiers())
				&& canHear(entity.entityType())) {
			this.changed.learn(entity);
		}
	}

	private boolean canHear(Class<?> entityType) {
		return canHear(PostSaveEvent.Created.class, entityType) || canHear(PostSaveEvent.Updated.class, entityType)
				|| canHear(PostDeleteEvent.class, entityType);
	}

	private boolean canHear(Class<?> eventClass, Class<?> entityType) {
		return declared().contain(ResolvableType.forClassWithGenerics(eventClass, ResolvableType.forClass(entityType)),
				(type) -> false);
	}

	/**
	 * Whether the changes of an event, if it tells of a write, are such that the method
	 * is told.
	 */
	final boolean isToldOfChanges(ApplicationEvent event) {
		if (this.changed == null || !(event instanceof PostWriteEvent<?> write) || this.changed.isAnyChangedBy(write)) {
			return true;
		}
		this.calls.declined(this, write);
		return false;
	}

	/**
	 * Calls the method, if its condition holds.
	 */
	@Override
	public void processEvent(ApplicationEvent event) {
		if (event instanceof PostWriteEvent<?> write && this.calls.areWatched()) {
			this.calls.process(this, write, shouldHandle(write), () -> doInvoke(argumentsFor(write)),
					this::handleResult);
		}
		else {
			super.processEvent(event);
		}
	}

	private @Nullable Object[] argumentsFor(PostWriteEvent<?> event) {
		@Nullable Object @Nullable [] arguments = resolveArguments(event);
		return (arguments != null) ? arguments : new Object[0];
	}

	/**
	 * Return the calls of listener methods.
	 */
	final ListenerCalls calls() {
		return this.calls;
	}

	@Override
	public boolean supportsEventType(ResolvableType eventType) {
		return this.declared.contain(eventType, super::supportsEventType);
	}

	/**
	 * The bean is looked up with each event, as it may be replaced. What is no singleton,
	 * not there yet or made by a factory bean is left to Spring.
	 */
	@Override
	protected Object getTargetBean() {
		Object singleton = this.singletons.getSingleton(this.beanName);
		return (singleton != null && !(singleton instanceof FactoryBean)) ? singleton : super.getTargetBean();
	}

}
