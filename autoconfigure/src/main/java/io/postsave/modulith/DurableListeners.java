package io.postsave.modulith;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.postsave.PostDeleteEvent;
import io.postsave.PostSaveEvent;
import io.postsave.PostWriteEvent;
import io.postsave.hibernate.HibernateBridge;

import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.GenericApplicationListener;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.core.ResolvableType;
import org.springframework.modulith.events.core.ConditionalEventListener;
import org.springframework.modulith.events.core.TargetEventPublication;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalApplicationListener;

/**
 * The listeners of a context that the engine keeps events for.
 */
final class DurableListeners {

	private static final List<Class<?>> EVENTS = List.of(PostSaveEvent.Created.class, PostSaveEvent.Updated.class,
			PostDeleteEvent.class);

	private final AbstractApplicationContext context;

	private volatile boolean found;

	DurableListeners(AbstractApplicationContext context) {
		this.context = context;
	}

	/**
	 * Whether any of them can be owed a write of any entity.
	 */
	boolean isAnyOwed() {
		if (!this.found) {
			List<Class<?>> entityTypes = entityTypes();
			this.found = (isExternalizing() && entityTypes.stream().anyMatch(ExternalizedEntities::isExternalized))
					|| afterCommit().filter((listener) -> !(listener instanceof ConditionalEventListener))
						.anyMatch((listener) -> isOwed(listener, entityTypes));
		}
		return this.found;
	}

	private List<Class<?>> entityTypes() {
		HibernateBridge bridge = this.context.getBeanProvider(HibernateBridge.class).getIfAvailable();
		return (bridge != null) ? bridge.units().stream().flatMap((unit) -> unit.told().stream()).toList() : List.of();
	}

	private static boolean isOwed(TransactionalApplicationListener<?> listener, List<Class<?>> entityTypes) {
		return listener instanceof GenericApplicationListener generic && entityTypes.stream()
			.anyMatch((entityType) -> EVENTS.stream()
				.anyMatch((event) -> generic.supportsEventType(
						ResolvableType.forClassWithGenerics(event, ResolvableType.forClass(entityType)))));
	}

	/**
	 * Whether any of them sends events to other processes.
	 */
	boolean isExternalizing() {
		return afterCommit().anyMatch(ConditionalEventListener.class::isInstance);
	}

	/**
	 * Whether there is a listener that the event can be owed to.
	 */
	boolean isPresent(String listenerId, PostWriteEvent<?> event) {
		return find(listenerId, event).isPresent();
	}

	/**
	 * Calls the listener that an event is owed to.
	 */
	@SuppressWarnings({ "unchecked", "rawtypes" })
	void call(TargetEventPublication publication, PostWriteEvent<?> event) {
		find(publication.getTargetIdentifier().getValue(), event).map(TransactionalApplicationListener.class::cast)
			.ifPresent((listener) -> listener.processEvent(publication.getApplicationEvent()));
	}

	/**
	 * Find a listener by its name, which the methods that beans inherit from a generic
	 * class have in common: each of them hears another type.
	 */
	private Optional<TransactionalApplicationListener<?>> find(String listenerId, PostWriteEvent<?> event) {
		ResolvableType eventType = ResolvableType.forInstance(event);
		return named(listenerId)
			.filter((listener) -> !(listener instanceof GenericApplicationListener generic)
					|| listener instanceof ConditionalEventListener || generic.supportsEventType(eventType))
			.findFirst();
	}

	/**
	 * Whether the listener of that name sends events to other processes.
	 */
	boolean isExternalizer(String listenerId) {
		return named(listenerId).anyMatch(ConditionalEventListener.class::isInstance);
	}

	private Stream<TransactionalApplicationListener<?>> named(String listenerId) {
		return afterCommit().filter((listener) -> listener.getListenerId().equals(listenerId));
	}

	private Stream<TransactionalApplicationListener<?>> afterCommit() {
		return this.context.getApplicationListeners()
			.stream()
			.filter(DurableListeners::isAfterCommit)
			.map((listener) -> (TransactionalApplicationListener<?>) listener);
	}

	private static boolean isAfterCommit(ApplicationListener<?> listener) {
		return listener instanceof TransactionalApplicationListener<?> transactional
				&& transactional.getTransactionPhase() == TransactionPhase.AFTER_COMMIT;
	}

}
