package io.postsave.listener;

import java.lang.reflect.TypeVariable;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

import io.postsave.PostDeleteEvent;
import io.postsave.PostSaveEvent;
import io.postsave.PostWriteEvent;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.GenericApplicationListener;
import org.springframework.context.event.SmartApplicationListener;
import org.springframework.core.ResolvableType;

/**
 * The events of ours that a listener of whatever kind can be told of, as Spring will
 * decide it when one is published. A listener to all events there are, as Boot has some
 * of its own in every context, supports none here: it asks for no write in particular.
 */
final class SupportedEvents {

	/**
	 * What a listener supports that need not be told of any write.
	 */
	static final SupportedEvents NONE = new SupportedEvents(false, (eventType, entityType) -> false);

	private static final SupportedEvents ALL = new SupportedEvents(true, (eventType, entityType) -> true);

	private static final String TEST_RECORDER_PACKAGE = "org.springframework.test.context.event.";

	/**
	 * The event in {@code ApplicationListener<E>}.
	 */
	private static final ResolvableType EVENT = ResolvableType.forClass(ApplicationListener.class).getGeneric();

	private static final ResolvableType DELETION = ResolvableType.forClass(PostDeleteEvent.class);

	private static final List<ResolvableType> WRITE_EVENTS = List.of(
			ResolvableType.forClass(PostSaveEvent.Created.class), ResolvableType.forClass(PostSaveEvent.Updated.class),
			DELETION);

	private final boolean deletions;

	private final @Nullable ResolvableType declared;

	private final BiPredicate<ResolvableType, Class<?>> predicate;

	private SupportedEvents(boolean deletions, BiPredicate<ResolvableType, Class<?>> predicate) {
		this(deletions, null, predicate);
	}

	private SupportedEvents(boolean deletions, @Nullable ResolvableType declared,
			BiPredicate<ResolvableType, Class<?>> predicate) {
		this.deletions = deletions;
		this.declared = declared;
		this.predicate = predicate;
	}

	/**
	 * Return what a listener supports. What a test records by Spring's means is recorded
	 * though it is everything.
	 * @param listener the listener
	 * @param definedType the type that its bean's definition names
	 */
	static SupportedEvents of(ApplicationListener<?> listener, ResolvableType definedType) {
		Class<?> listenerClass = AopUtils.getTargetClass(listener);
		if (listenerClass.getName().startsWith(TEST_RECORDER_PACKAGE)) {
			return ALL;
		}
		if (listener instanceof ListListenerMethod list) {
			return new SupportedEvents(list.supportsElementType(DELETION),
					(eventType, entityType) -> list.supportsElementType(eventType));
		}
		if (listener instanceof GenericApplicationListener generic) {
			return ofSaveListener(generic::supportsEventType, generic);
		}
		if (listener instanceof SmartApplicationListener smart) {
			return ofSaveListener((eventType) -> smart.supportsEventType(eventClass(eventType)), smart);
		}
		return of(listenerClass, definedType);
	}

	/**
	 * Return what a listener supports that decides by nothing but its type. As Spring
	 * does it, both the class and the definition of a bean have to accept an event.
	 * @param listenerClass the class of the listener, {@code null} if it is not known
	 * @param definedType the type that its bean's definition names
	 */
	static SupportedEvents of(@Nullable Class<?> listenerClass, ResolvableType definedType) {
		ResolvableType declared = eventOf(ResolvableType.forClass(listenerClass));
		ResolvableType defined = eventOf(definedType);
		ResolvableType event = isUnresolved(declared) ? defined : declared;
		return isSaveListener(event)
				? new SupportedEvents(isUnresolved(event) || event.toClass().isAssignableFrom(PostDeleteEvent.class),
						isUnresolved(event) ? null : event,
						(eventType, entityType) -> accepts(declared, eventType) && accepts(defined, eventType))
				: NONE;
	}

	/**
	 * Return all writes of some entity classes.
	 * @param entityTypes the entity classes
	 */
	static SupportedEvents ofAllWrites(Predicate<Class<?>> entityTypes) {
		return new SupportedEvents(true, (eventType, entityType) -> entityTypes.test(entityType));
	}

	private static SupportedEvents ofSaveListener(Predicate<ResolvableType> support, SmartApplicationListener source) {
		if (WRITE_EVENTS.stream().noneMatch(support) || support.test(ResolvableType.forClass(AnyEvent.class))) {
			return NONE;
		}
		return new SupportedEvents(support.test(DELETION),
				(eventType, entityType) -> support.test(eventType) && source.supportsSourceType(entityType));
	}

	private static Class<? extends ApplicationEvent> eventClass(ResolvableType eventType) {
		return eventType.toClass().asSubclass(ApplicationEvent.class);
	}

	private static ResolvableType eventOf(ResolvableType listenerType) {
		return GenericType.of(EVENT, new GenericType(listenerType, null)).type();
	}

	/**
	 * A type that cannot be resolved, such as a lambda's, is told of everything by Spring
	 * and counts; one that is told of everything because it says so does not.
	 */
	private static boolean isSaveListener(ResolvableType declared) {
		return isUnresolved(declared) || PostWriteEvent.class.isAssignableFrom(declared.toClass());
	}

	private static boolean isUnresolved(ResolvableType declared) {
		return declared.getType() instanceof TypeVariable || declared.resolve() == null;
	}

	private static boolean accepts(ResolvableType declared, ResolvableType eventType) {
		return isUnresolved(declared) || declared.isAssignableFrom(eventType);
	}

	/**
	 * Return the type that the listener declares, {@code null} if it is a method's or not
	 * known.
	 */
	@Nullable ResolvableType declared() {
		return this.declared;
	}

	/**
	 * Whether deletions are among them, of whatever type.
	 */
	boolean includeDeletions() {
		return this.deletions;
	}

	/**
	 * Whether an event is among them.
	 * @param eventType the type of the event, with its entity class
	 * @param entityType the entity class
	 */
	boolean contain(ResolvableType eventType, Class<?> entityType) {
		return this.predicate.test(eventType, entityType);
	}

	/**
	 * Stands for all events there are: who can be told of it listens to no write in
	 * particular.
	 */
	@SuppressWarnings("serial")
	private static final class AnyEvent extends ApplicationEvent {

		private AnyEvent() {
			super(AnyEvent.class);
		}

	}

}
