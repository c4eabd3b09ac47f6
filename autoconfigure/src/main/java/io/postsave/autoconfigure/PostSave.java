package io.postsave.autoconfigure;

import io.postsave.PostSaveEvents;
import io.postsave.autoconfigure.PostSaveProperties.Delivery;
import io.postsave.delivery.AfterCommitDelivery;
import io.postsave.delivery.CommitHook;
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
import io.postsave.listener.InTransactionPublication;
import io.postsave.listener.PostSaveListeners;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.transaction.ConfigurableTransactionManager;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.util.function.SingletonSupplier;

/**
 * The objects behind the events of one application context, made in one place. What they
 * do is decided by the properties when the application runs.
 */
final class PostSave implements SmartInitializingSingleton {

	private final ConfigurableApplicationContext context;

	private final PostSaveProperties properties;

	private final ErrorHandlerChoice errorHandler;

	private final InTransactionPublication publication;

	private final PostSaveListeners listeners;

	private final RowsLeftBehind rowsLeftBehind;

	private final Mutes mutes;

	private final SaveRecorder recorder;

	private final HibernateBridge bridge;

	private final PostSaveEvents events;

	PostSave(ConfigurableApplicationContext context) {
		PostSaveProperties properties = PostSaveProperties.in(context.getEnvironment());
		ExclusionCheck.verify(properties.exclude(), context);
		this.context = context;
		this.properties = properties;
		this.errorHandler = new ErrorHandlerChoice(context.getBeanFactory());
		this.listeners = new PostSaveListeners(context);
		this.publication = new InTransactionPublication(context);
		SpringTransactions transactions = new SpringTransactions(new HibernateSessions());
		this.rowsLeftBehind = new RowsLeftBehind(transactions);
		this.mutes = mutesOf(context.getParent());
		this.recorder = new SaveRecorder(this.listeners, new ExcludedTypes(properties.exclude()), this.mutes,
				new InTransactionDelivery(this.publication, this.listeners, transactions, properties.maxRounds()),
				new AfterCommitDelivery(this.listeners, SingletonSupplier.of(this.errorHandler),
						properties.maxRounds()),
				transactions);
		this.bridge = new HibernateBridge(this.recorder);
		this.events = new MutingEvents(this.mutes, transactions);
	}

	/**
	 * Return what mutes a context's saves: a block of its parent's does too, and the
	 * other way around.
	 */
	private static Mutes mutesOf(@Nullable ApplicationContext parent) {
		PostSave postSave = (parent != null) ? parent.getBeanProvider(PostSave.class).getIfAvailable() : null;
		return (postSave != null) ? postSave.mutes : new Mutes();
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
		this.listeners.warnOfMistakes(() -> PersistenceUnitBeans.areAllCreated(this.context.getBeanFactory()));
	}

	/**
	 * Whether plain listener methods that do not choose are told after the commit.
	 */
	boolean isAfterCommitByDefault() {
		return this.properties.delivery() == Delivery.AFTER_COMMIT;
	}

	/**
	 * What tells listener methods what is being published in the transaction.
	 */
	InTransactionPublication publication() {
		return this.publication;
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
