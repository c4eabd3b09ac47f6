package io.postsave.actuate;

import java.util.List;

import io.postsave.autoconfigure.PostSaveProperties;
import io.postsave.hibernate.UnitDescription;
import io.postsave.listener.ListenerDescription;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * Units and listeners, as the endpoint tells of them.
 *
 * @param enabled whether post-save is switched on; if not, there is nothing else
 * @param delivery when listener methods are told that do not choose
 * @param maxRounds how many rounds may follow each other
 * @param excludes what is never told
 * @param units the persistence units that have been built
 * @param listeners all who may be told of saves
 * @param matchesNothing the listeners that hear no entity of these units
 */
record PostSaveDescriptor(boolean enabled, @Nullable String delivery, @Nullable Integer maxRounds,
		List<String> excludes, List<Unit> units, List<Listener> listeners,
		List<String> matchesNothing) implements OperationResponseBody {

	static PostSaveDescriptor switchedOff() {
		return new PostSaveDescriptor(false, null, null, List.of(), List.of(), List.of(), List.of());
	}

	static PostSaveDescriptor of(PostSaveProperties properties, List<UnitDescription> units,
			List<ListenerDescription> listeners) {
		return new PostSaveDescriptor(true, properties.delivery().toString(), properties.maxRounds(),
				properties.exclude(), units.stream().map(Unit::of).toList(),
				listeners.stream().map(Listener::of).toList(),
				listeners.stream()
					.filter((listener) -> listener.heard().isEmpty())
					.map(ListenerDescription::name)
					.toList());
	}

	/**
	 * A persistence unit.
	 *
	 * @param name its name
	 * @param joined whether it is joined
	 * @param how how it was joined, or why it is not
	 */
	record Unit(String name, boolean joined, String how) {

		private static Unit of(UnitDescription unit) {
			return new Unit(unit.name(), unit.joined(), unit.how());
		}

	}

	/**
	 * A listener.
	 *
	 * @param method the method, or what a listener is that is none
	 * @param declaredType what it is declared for
	 * @param changedAttributes the attributes of which one has to be changed
	 * @param condition the condition on which it is told
	 * @param order its order
	 * @param delivery when it is told
	 * @param phase the phase of a transactional listener
	 * @param entities the classes of which it hears
	 */
	record Listener(String method, @Nullable String declaredType, List<String> changedAttributes,
			@Nullable String condition, @Nullable Integer order, String delivery, @Nullable String phase,
			List<String> entities) {

		private static Listener of(ListenerDescription listener) {
			return new Listener(listener.name(), listener.declaredType(), listener.changedAttributes(),
					listener.condition(), listener.order(), listener.delivery(), listener.phase(),
					listener.heard().keySet().stream().map(Class::getName).toList());
		}

	}

}
