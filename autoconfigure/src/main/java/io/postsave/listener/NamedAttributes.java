package io.postsave.listener;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Brings the attributes that {@code @WhenChanged} methods name together with those of the
 * entities that the methods can hear, and refuses a name that none of these has as an
 * attribute that can change. Methods are adapted and units are built in any order, on any
 * thread. What is not known yet may have the name: it is refused when the context has
 * started and later when a unit is built, once all units of the context are there. A
 * method that can hear no entity is not refused.
 */
public final class NamedAttributes {

	private final @Nullable NamedAttributes parent;

	private final Predicate<Class<?>> excluded;

	private final BooleanSupplier unitsCreated;

	private final List<PlainListenerMethod> methods = new CopyOnWriteArrayList<>();

	/** The units, which need not be remembered once their factories are gone. */
	private final List<WeakReference<EntityAttributes.Unit>> units = new ArrayList<>();

	private volatile boolean started;

	/**
	 * Creates the check for the methods and units of a context.
	 * @param parent that of the parent context, whose methods hear of this context's
	 * units, too
	 * @param excluded the entity classes that are never told
	 * @param unitsCreated whether no unit of the context is left for later
	 */
	public NamedAttributes(@Nullable NamedAttributes parent, Predicate<Class<?>> excluded,
			BooleanSupplier unitsCreated) {
		Assert.notNull(excluded, "'excluded' must not be null");
		Assert.notNull(unitsCreated, "'unitsCreated' must not be null");
		this.parent = parent;
		this.excluded = excluded;
		this.unitsCreated = unitsCreated;
	}

	/**
	 * Called when a method has been adapted.
	 * @throws IllegalStateException if the context has started and the method names what
	 * no entity has
	 */
	void methodAdapted(PlainListenerMethod method) {
		synchronized (this.units) {
			this.methods.add(method);
			for (WeakReference<EntityAttributes.Unit> reference : this.units) {
				EntityAttributes.Unit unit = reference.get();
				if (unit != null) {
					learn(List.of(method), unit);
				}
			}
		}
		refuseUnknown(List.of(method));
	}

	/**
	 * Called when a unit has been built.
	 * @param unit the unit
	 * @throws IllegalStateException if the context has started and a method names what no
	 * entity has
	 */
	public void unitBuilt(EntityAttributes.Unit unit) {
		Collection<PlainListenerMethod> methods;
		synchronized (this.units) {
			this.units.removeIf((reference) -> reference.get() == null);
			this.units.add(new WeakReference<>(unit));
			methods = methods();
			learn(methods, unit);
		}
		refuseUnknown(methods);
	}

	/**
	 * Called when the context has started: all methods are adapted, and all units built
	 * that are not left for later.
	 * @throws IllegalStateException if a method names what no entity has
	 */
	public void started() {
		this.started = true;
		refuseUnknown(methods());
	}

	private Collection<PlainListenerMethod> methods() {
		if (this.parent == null) {
			return this.methods;
		}
		List<PlainListenerMethod> methods = new ArrayList<>(this.parent.methods());
		methods.addAll(this.methods);
		return methods;
	}

	/**
	 * The entities of a unit are not asked for if there is nothing to compare with them.
	 */
	private void learn(Collection<PlainListenerMethod> methods, EntityAttributes.Unit unit) {
		if (methods.isEmpty()) {
			return;
		}
		for (EntityAttributes entity : unit.entities()) {
			if (!this.excluded.test(entity.entityType())) {
				methods.forEach((method) -> method.learn(entity));
			}
		}
	}

	private void refuseUnknown(Collection<PlainListenerMethod> methods) {
		if (this.started && !methods.isEmpty() && areUnitsCreated()) {
			methods.forEach(NamedAttributes::refuseUnknown);
		}
	}

	private boolean areUnitsCreated() {
		return this.unitsCreated.getAsBoolean() && (this.parent == null || this.parent.areUnitsCreated());
	}

	private static void refuseUnknown(PlainListenerMethod method) {
		ChangedAttributes changed = method.changed();
		List<String> unknown = (changed != null) ? changed.unknownNames() : List.of();
		if (changed != null && !unknown.isEmpty()) {
			throw new IllegalStateException("Listener method " + method.name()
					+ " is annotated with @WhenChanged, but no entity that it can hear has "
					+ unknown.stream().collect(Collectors.joining("' or '", "'", "'"))
					+ " as an attribute that can change. " + changed.adviceOn(unknown)
					+ " Name attributes of these, or leave the annotation out.");
		}
	}

}
