package io.postsave.hibernate;

import java.lang.ref.WeakReference;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The persistence units that are there, joined or left alone, for those who ask which
 * they are.
 */
final class JoinedUnits {

	private static final Log logger = LogFactory.getLog(JoinedUnits.class);

	private final List<Joined> joined = new CopyOnWriteArrayList<>();

	private final List<UnitDescription> leftAlone = new CopyOnWriteArrayList<>();

	/**
	 * A unit has been joined and built. One that was closed need not be remembered.
	 */
	void joined(EntityTypes types, How how) {
		this.joined.removeIf((unit) -> !unit.isOpen());
		this.joined.add(new Joined(new WeakReference<>(types), how));
		if (logger.isDebugEnabled()) {
			logger.debug("Joined persistence unit '" + types.persistenceUnit() + "': " + how.words + ", "
					+ types.entityTypes().size() + " entity classes");
		}
	}

	/**
	 * A unit is not joined, as its provider is none that could be.
	 */
	void leftAlone(String unit, String provider) {
		this.leftAlone.add(new UnitDescription(unit, false, "not Hibernate's: " + provider, List.of(), List.of()));
	}

	List<UnitDescription> describe() {
		List<UnitDescription> units = new ArrayList<>();
		for (Joined unit : this.joined) {
			EntityTypes types = unit.types.get();
			if (types != null && types.isOpen()) {
				units.add(describe(types, unit.how));
			}
		}
		units.addAll(this.leftAlone);
		return units;
	}

	@Nullable StoredEntity stored(String persistenceUnit, String entityName) {
		for (Joined unit : this.joined) {
			EntityTypes types = unit.types.get();
			if (types != null && types.isOpen() && types.persistenceUnit().equals(persistenceUnit)) {
				StoredEntity entity = types.stored(entityName);
				if (entity != null) {
					return entity;
				}
			}
		}
		return null;
	}

	/**
	 * Nobody saves an entity of an abstract class.
	 */
	private static UnitDescription describe(EntityTypes types, How how) {
		Map<Boolean, List<Class<?>>> told = types.entityTypes()
			.stream()
			.filter((type) -> !Modifier.isAbstract(type.getModifiers()))
			.collect(Collectors.partitioningBy(types::isTold));
		return new UnitDescription(types.persistenceUnit(), true, how.words, told.getOrDefault(true, List.of()),
				told.getOrDefault(false, List.of()));
	}

	/**
	 * How a unit has been joined.
	 */
	enum How {

		/** The unit was prepared, so that its entities have the entity listener. */
		WHEN_BUILT("prepared, and joined when it was built"),

		/** The unit was prepared, but calls no callbacks. */
		WITHOUT_CALLBACKS("prepared, and joined when it was built, with JPA's callbacks off"),

		/** The unit was not prepared. */
		WHEN_FOUND("joined when it was there already");

		private final String words;

		How(String words) {
			this.words = words;
		}

	}

	/**
	 * A unit, held by its session factory alone.
	 */
	private record Joined(WeakReference<EntityTypes> types, How how) {

		boolean isOpen() {
			EntityTypes unit = this.types.get();
			return unit != null && unit.isOpen();
		}

	}

}
