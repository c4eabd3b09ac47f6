package io.postsave.autoconfigure;

import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

import io.postsave.PostSaveEvents;
import io.postsave.autoconfigure.PostSaveProperties.Delivery;
import io.postsave.delivery.AfterCommitDelivery;
import io.postsave.delivery.CommitHook;
import io.postsave.delivery.DeliveryMeter;
import io.postsave.delivery.ExcludedTypes;
import io.postsave.delivery.InTransactionDelivery;
import io.postsave.delivery.Mutes;
import io.postsave.delivery.MutingEvents;
import io.postsave.delivery.RowsLeftBehind;
import io.postsave.delivery.SaveRecorder;
import io.postsave.delivery.SpringTransactions;
import io.postsave.hibernate.HibernateBridge;
import io.postsave.hibernate.HibernateSessions;
import io.postsave.listener.EndedTransaction;
import io.postsave.listener.CallObserver;
import io.postsave.listener.InTransactionPublication;
import io.postsave.listener.ListenerCalls;
import io.postsave.listener.ListenerDescription;
import io.postsave.listener.NamedAttributes;
import io.postsave.listener.PostSaveListeners;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.transaction.ConfigurableTransactionManager;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.util.function.SingletonSupplier;

/**
 * The objects behind the events of one application context, made in one place. What they
 * do is decided by the properties when the application runs. Not for applications: it is
 * there for the integrations that observe it.
 */
public final class PostSave implements SmartInitializingSingleton, SmartLifecycle {

	private final ConfigurableApplicationContext context;

	private final PostSaveProperties properties;

	private final ErrorHandlerChoice errorHandler;

	private final ListenerCalls calls = new ListenerCalls();

	private final InTransactionPublication publication;

	private final PostSaveListeners listeners;

	private final RowsLeftBehind rowsLeftBehind;

	private final Mutes mutes;

	private final DefinedUnits units;

	private final NamedAttributes attributes;

	private final SaveRecorder recorder;

	private final HibernateBridge bridge;

	private final PostSaveEvents events;

	private volatile boolean running;

	PostSave(ConfigurableApplicationContext context) {
		PostSaveProperties properties = PostSaveProperties.in(context.getEnvironment());
		ExclusionCheck.verify(properties.exclude(), context);
		this.context = context;
		this.properties = properties;
		this.errorHandler = new ErrorHandlerChoice(context.getBeanFactory());
		this.listeners = new PostSaveListeners(context);
		SpringTransactions transactions = new SpringTransactions(new HibernateSessions());
		this.rowsLeftBehind = new RowsLeftBehind(transactions);
		PostSave parent = in(context.getParent());
		this.publication = new InTransactionPublication(context, (parent != null) ? parent.publication : null);
		this.mutes = (parent != null) ? parent.mutes : new Mutes();
		ExcludedTypes excluded = new ExcludedTypes(properties.exclude());
		this.units = new DefinedUnits(context.getBeanFactory());
		this.attributes = new NamedAttributes((parent != null) ? parent.attributes : null, excluded,
				this.units::areCreated);
		this.recorder = new SaveRecorder(this.listeners, this.attributes, excluded, this.mutes,
				new InTransactionDelivery(this.publication, this.listeners, transactions, properties.maxRounds()),
				new AfterCommitDelivery(this.listeners, SingletonSupplier.of(this.errorHandler),
						properties.maxRounds()),
				transactions);
		this.bridge = new HibernateBridge(this.recorder);
		this.events = new MutingEvents(this.mutes, transactions);
	}

	/**
	 * Return the objects of a parent context: a block that is muted there mutes the saves
	 * of this one, too, and the other way around, and its listener methods hear them.
	 */
	private static @Nullable PostSave in(@Nullable ApplicationContext parent) {
		return (parent != null) ? parent.getBeanProvider(PostSave.class).getIfAvailable() : null;
	}

	/**
	 * Checks what can be known when all beans are there.
	 */
	@Override
	public void afterSingletonsInstantiated() {
		this.errorHandler.verify();
		if (isAfterCommitByDefault()) {
			ParentListenersCheck.verify(this.context);
		}
		this.listeners.warnOfMistakes(this.units::areCreated);
	}

	/**
	 * Checks what can be known when the units that start in the background are there,
	 * too: Spring waits for them when all singletons are there. Nothing else has been
	 * started by then.
	 */
	@Override
	public void start() {
		this.attributes.started();
		this.running = true;
	}

	@Override
	public void stop() {
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return Integer.MIN_VALUE;
	}

	/**
	 * Whether plain listener methods that do not choose are told after the commit.
	 */
	boolean isAfterCommitByDefault() {
		return this.properties.delivery() == Delivery.AFTER_COMMIT;
	}

	/**
	 * Has each call of a listener method observed from now on.
	 * @param observer the observer
	 */
	public void observe(CallObserver observer) {
		this.calls.observe(observer);
	}

	/**
	 * Has what is told counted from now on.
	 * @param meter counts it
	 */
	public void measure(DeliveryMeter meter) {
		this.recorder.measure(meter, this.calls);
	}

	/**
	 * Has the writes of some entities published from now on, whoever else listens.
	 * @param listener the name of who is to be told of them
	 * @param entityTypes the entity classes
	 */
	public void publishTo(String listener, Predicate<Class<?>> entityTypes) {
		this.listeners.add(listener, entityTypes);
	}

	/**
	 * Describe all who may be told of writes, as they are now.
	 * @param entityTypes the entity classes of which they may be told
	 * @return the descriptions, roughly in the order in which they are told
	 */
	public List<ListenerDescription> describeListeners(Collection<Class<?>> entityTypes) {
		return this.listeners.describe(entityTypes);
	}

	/**
	 * The calls of listener methods.
	 */
	ListenerCalls calls() {
		return this.calls;
	}

	/**
	 * What tells listener methods what is being published in the transaction.
	 */
	InTransactionPublication publication() {
		return this.publication;
	}

	/**
	 * What checks the attributes that listener methods name.
	 */
	NamedAttributes attributes() {
		return this.attributes;
	}

	/**
	 * What notices what transactional listener methods leave behind.
	 */
	EndedTransaction endedTransaction() {
		return this.rowsLeftBehind;
	}

	SaveRecorder recorder() {
		return this.recorder;
	}

	HibernateBridge bridge() {
		return this.bridge;
	}

	PostSaveEvents events() {
		return this.events;
	}

	/**
	 * Adds a hook to a transaction manager, unless it has one of this context.
	 * @return the hook
	 */
	CommitHook hook(ConfigurableTransactionManager manager) {
		for (TransactionExecutionListener listener : manager.getTransactionExecutionListeners()) {
			if (listener instanceof CommitHook hook && hook.isOf(this.recorder)) {
				return hook;
			}
		}
		CommitHook hook = new CommitHook(this.recorder, manager, this.properties.maxRounds());
		manager.addListener(hook);
		return hook;
	}

}
