package io.postsave.listener;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.Assert;

/**
 * Knows which entity classes somebody listens to, so that the saves of all others cost a
 * look-up. Listeners may come and go while the application runs: what was found out is
 * kept for as long as the listeners stay the same.
 */
public final class PostSaveListeners {

	private final ConfigurableApplicationContext context;

	private final ListenerMistakes mistakes = new ListenerMistakes();

	private final List<ListenerDescriptor> others = new CopyOnWriteArrayList<>();

	private volatile @Nullable ListenerSnapshot snapshot;

	/**
	 * Creates the view on the listeners of an application context and its parents.
	 * @param context the context that events are published in
	 */
	public PostSaveListeners(ConfigurableApplicationContext context) {
		Assert.notNull(context, "'context' must not be null");
		this.context = context;
	}

	/**
	 * Whether anybody listens in the transaction to any save at all, as a {@link #glance}
	 * at the listeners now tells.
	 * @return {@code false} if no entity class has a listener that is told before the
	 * commit
	 */
	public boolean isAnyoneListeningInTransaction() {
		glance();
		return snapshot().isAnyoneInTransaction();
	}

	/**
	 * Whether anybody listens to any save at all, whenever it is told, as it was when the
	 * listeners were last looked at.
	 * @return {@code false} if no entity class has a listener
	 */
	public boolean isAnyoneListening() {
		return snapshot().isAnyone();
	}

	/**
	 * Whether anybody is told of deletions, of whatever type.
	 * @return {@code false} if no entity class has such a listener
	 */
	public boolean isAnyoneToldOfDeletions() {
		return snapshot().isAnyoneToldOfDeletions();
	}

	/**
	 * Return who listens to the saves of an entity class, as it was when the listeners
	 * were last looked at.
	 * @param entityType the entity class
	 * @return the audience
	 */
	public Audience audienceOf(Class<?> entityType) {
		return snapshot().audienceOf(entityType);
	}

	/**
	 * Return the names of those who listen to the saves of an entity class.
	 * @param entityType the entity class
	 * @return the names, as they appear in messages
	 */
	public List<String> namesOfListenersTo(Class<?> entityType) {
		return snapshot().namesOfListenersTo(entityType);
	}

	/**
	 * Return the names of the {@code @EventListener} methods that are told in the
	 * transaction without having chosen so.
	 * @return the names, as they appear in messages
	 */
	public List<String> namesOfUndecidedMethods() {
		return snapshot().namesOfUndecidedMethods();
	}

	/**
	 * Describe all who may be told of saves, as they are now.
	 * @param entityTypes the entity classes of which they may be told
	 * @return the descriptions, roughly in the order in which they are told
	 */
	public List<ListenerDescription> describe(Collection<Class<?>> entityTypes) {
		refresh();
		return snapshot().describe(entityTypes);
	}

	/**
	 * Looks at the listeners closely, where {@link #glance} only looks at their number:
	 * one that took another's place is noticed. Called when one of Spring's transactions
	 * begins, and outside of them with each flush and each row that no flush writes.
	 */
	public void refresh() {
		ListenerSnapshot snapshot = this.snapshot;
		if (snapshot != null && !snapshot.isUnchanged()) {
			this.snapshot = null;
		}
	}

	/**
	 * Looks at the number of the listeners. Called in Spring's transactions where
	 * {@link #refresh} is called outside of them, and before each event that is told
	 * after the commit: a listener may have added another.
	 */
	public void glance() {
		ListenerSnapshot snapshot = this.snapshot;
		if (snapshot != null && !snapshot.isSameSize()) {
			this.snapshot = null;
		}
	}

	/**
	 * Adds a listener that is published to, though it declares everything and so asks for
	 * no write in particular. It acts when the transaction has committed.
	 * @param name its name, as it appears in messages
	 * @param entityTypes the entity classes that it is to be told of
	 */
	public void add(String name, Predicate<Class<?>> entityTypes) {
		this.others.add(ListenerDescriptor.ofHandover(name, SupportedEvents.ofAllWrites(entityTypes)));
		this.snapshot = null;
	}

	/**
	 * Called when a persistence unit is going to be built.
	 */
	public void unitExpected() {
		this.mistakes.unitExpected();
	}

	/**
	 * Called when a persistence unit that was expected has been built.
	 * @param unit the unit
	 */
	public void unitBuilt(EntityAttributes.Unit unit) {
		this.mistakes.unitBuilt(unit.persistenceUnit(), unit.entityTypes());
	}

	/**
	 * Warns of mistaken listener methods, of some as soon as all persistence units have
	 * been built. Called when all listeners are there.
	 * @param allExpected whether all units that there will be have been expected
	 */
	public void warnOfMistakes(BooleanSupplier allExpected) {
		this.mistakes.startupEnds(this.context, allExpected);
	}

	private ListenerSnapshot snapshot() {
		ListenerSnapshot snapshot = this.snapshot;
		if (snapshot == null) {
			snapshot = ListenerSnapshot.of(this.context, this.others);
			this.snapshot = snapshot;
		}
		return snapshot;
	}

}
