package io.postsave.hibernate;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

import io.postsave.delivery.SaveRecorder;
import io.postsave.jpa.PostSaveEntityListener;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.spi.PersistenceProvider;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;
import org.hibernate.jpa.HibernatePersistenceProvider;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Joins a session factory: puts listeners around those by which Hibernate writes rows and
 * flushes.
 */
public final class HibernateBridge {

	private static final Log logger = LogFactory.getLog(HibernateBridge.class);

	private static final String SETTING = "post-save.bridge";

	private final SaveRecorder recorder;

	private final Set<String> joinedFactories = ConcurrentHashMap.newKeySet();

	private final Map<String, WeakReference<SessionFactoryImplementor>> factoriesByUnit = new ConcurrentHashMap<>();

	private final JoinedUnits units = new JoinedUnits();

	private final Set<String> sameNames = ConcurrentHashMap.newKeySet();

	/**
	 * Creates the bridge.
	 * @param recorder told of rows, removals and flushes
	 */
	public HibernateBridge(SaveRecorder recorder) {
		Assert.notNull(recorder, "'recorder' must not be null");
		this.recorder = recorder;
	}

	/**
	 * Prepares a unit: its factory is joined when it is built.
	 * @param settings the settings of which Hibernate builds the factory
	 */
	public void prepare(Map<? super String, Object> settings) {
		settings.put(SETTING, this);
		this.recorder.unitExpected();
	}

	/**
	 * Return the bridge for which a unit was prepared, or {@code null}.
	 */
	static @Nullable HibernateBridge in(Map<String, Object> settings) {
		return (settings.get(SETTING) instanceof HibernateBridge bridge) ? bridge : null;
	}

	PostSaveEntityListener entityListener() {
		return new PostSaveEntityListener(this.recorder);
	}

	/**
	 * Whether a provider is Hibernate.
	 * @param provider the provider of a persistence unit
	 * @return {@code false} if the unit cannot be joined
	 */
	public static boolean isHibernate(PersistenceProvider provider) {
		return provider instanceof HibernatePersistenceProvider;
	}

	/**
	 * Joins a factory that is there already, unless it was prepared and has been joined
	 * when it was built.
	 * @param factory the factory
	 * @return {@code false} if it is not Hibernate's, and was left alone
	 */
	public boolean join(EntityManagerFactory factory) {
		SessionFactoryImplementor sessionFactory = SessionFactories.behind(factory);
		if (sessionFactory != null && in(sessionFactory.getProperties()) == null) {
			EntityTypes types = join(sessionFactory, new DefaultListenerExclusions(), false, true);
			if (types != null) {
				this.recorder.unitExpected();
				this.recorder.unitBuilt(types);
				this.units.joined(types, JoinedUnits.How.WHEN_FOUND);
			}
		}
		return sessionFactory != null;
	}

	/**
	 * Called when a unit was found that cannot be joined.
	 * @param unit the name of the unit
	 * @param provider the provider of the unit
	 */
	public void leftAlone(String unit, String provider) {
		this.units.leftAlone(unit, provider);
	}

	/**
	 * Describe the units that have been built and are open.
	 * @return the descriptions, those of units that are not joined last
	 */
	public List<UnitDescription> units() {
		return this.units.describe();
	}

	/**
	 * Find how what is told of an entity class is stored. No class is loaded by the name:
	 * it is looked for among those of the unit.
	 * @param persistenceUnit the name of the unit
	 * @param entityName the name of the entity class
	 * @return {@code null} if no open unit of that name has such an entity
	 */
	public @Nullable StoredEntity stored(String persistenceUnit, String entityName) {
		return this.units.stored(persistenceUnit, entityName);
	}

	/**
	 * Joins a session factory that is being built, unless it has been joined already.
	 * @param sessionFactory the factory
	 * @param callbacks the callbacks that are called in it, {@code null} if none are
	 */
	void joinBeingBuilt(SessionFactoryImplementor sessionFactory, @Nullable UnitCallbacks callbacks) {
		EntityTypes types = (callbacks != null) ? join(sessionFactory, callbacks::areOurs, true, callbacks.areAnyLate())
				: join(sessionFactory, new DefaultListenerExclusions(), false, false);
		if (types != null) {
			sessionFactory.addObserver(new UnitObserver(this.recorder, types, this.units,
					(callbacks != null) ? JoinedUnits.How.WHEN_BUILT : JoinedUnits.How.WITHOUT_CALLBACKS));
		}
	}

	/**
	 * Joins a session factory, unless it has been joined already.
	 * @param sessionFactory the factory
	 * @param told whether the writes of an entity class may be told
	 * @param hasEntityListener whether the entity listener is called in it; if not, rows
	 * are told as they are written
	 * @param hasLateCallbacks whether the application may have callbacks of its own that
	 * are called when the state of an entity has been read already
	 * @return its entity types, {@code null} if it had been joined
	 */
	private @Nullable EntityTypes join(SessionFactoryImplementor sessionFactory, Predicate<Class<?>> told,
			boolean hasEntityListener, boolean hasLateCallbacks) {
		if (!this.joinedFactories.add(sessionFactory.getUuid())) {
			return null;
		}
		warnOfSameName(sessionFactory);
		EntityTypes types = new EntityTypes(sessionFactory, told);
		HibernateRemovals removals = new HibernateRemovals(this.recorder, types);
		RowTrigger trigger = hasEntityListener ? RowTrigger.NONE : new RowTrigger.WithoutCallback(this.recorder, types);
		EventListenerRegistry registry = sessionFactory.getEventEngine().getListenerRegistry();
		registry.prependListeners(EventType.POST_INSERT, new RowListeners.Inserted(removals));
		registry.appendListeners(EventType.POST_INSERT, new RowListeners.InsertDone(this.recorder, trigger));
		registry.prependListeners(EventType.POST_UPDATE, new RowListeners.Updated(removals));
		registry.appendListeners(EventType.POST_UPDATE, new RowListeners.UpdateDone(this.recorder, trigger));
		registry.appendListeners(EventType.POST_COLLECTION_RECREATE,
				new CollectionListeners.Recreated(this.recorder, types));
		registry.appendListeners(EventType.POST_COLLECTION_UPDATE,
				new CollectionListeners.Updated(this.recorder, types));
		registry.appendListeners(EventType.POST_COLLECTION_REMOVE,
				new CollectionListeners.Removed(this.recorder, types));
		registry.appendListeners(EventType.POST_LOAD, new LoadListener(this.recorder));
		registry.prependListeners(EventType.FLUSH,
				new FlushListeners.Begin(removals, new SteadyTypes(sessionFactory, hasLateCallbacks)));
		registry.appendListeners(EventType.FLUSH, new FlushListeners.End(this.recorder));
		registry.prependListeners(EventType.AUTO_FLUSH, new FlushListeners.AutoBegin(removals));
		registry.appendListeners(EventType.AUTO_FLUSH, new FlushListeners.AutoEnd(this.recorder));
		registry.appendListeners(EventType.CLEAR, new ClearListener(this.recorder));
		registry.prependListeners(EventType.DELETE, new RemovalListeners.Before());
		registry.appendListeners(EventType.DELETE, new RemovalListeners.After(removals));
		return types;
	}

	/**
	 * A unit that is built again takes the place of one that was closed.
	 */
	private void warnOfSameName(SessionFactoryImplementor sessionFactory) {
		String unit = EntityTypes.nameOf(sessionFactory);
		WeakReference<SessionFactoryImplementor> other = this.factoriesByUnit.put(unit,
				new WeakReference<>(sessionFactory));
		SessionFactoryImplementor factory = (other != null) ? other.get() : null;
		if (factory != null && !factory.isClosed() && this.sameNames.add(unit)) {
			logger.warn("There are two persistence units named '" + unit
					+ "'. Both are told, but PostSaveEvent.getPersistenceUnit() cannot tell them apart: give each a name "
					+ "of its own, as by LocalContainerEntityManagerFactoryBean.setPersistenceUnitName or Hibernate's "
					+ "setting 'hibernate.persistenceUnitName'.");
		}
	}

}
