package io.postsave.actuate;

import java.util.List;
import java.util.Map;

import io.postsave.listener.ListenerDescription;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * Who hears of entities of one name, as the endpoint tells of them.
 *
 * @param entities the entities, in the order of their full names
 */
record EntitiesDescriptor(List<Entity> entities) implements OperationResponseBody {

	static EntitiesDescriptor of(Map<Class<?>, List<String>> unitsByType, KnownEntities known,
			List<ListenerDescription> listeners) {
		return new EntitiesDescriptor(unitsByType.entrySet()
			.stream()
			.map((entry) -> Entity.of(entry.getKey(), entry.getValue(), known, listeners))
			.toList());
	}

	/**
	 * An entity.
	 *
	 * @param type its class
	 * @param units the units that it belongs to
	 * @param told whether its saves are told
	 * @param whyUntold why they are not
	 * @param listeners who hears of it
	 */
	record Entity(String type, List<String> units, boolean told, @Nullable String whyUntold, List<Listener> listeners) {

		private static Entity of(Class<?> type, List<String> units, KnownEntities known,
				List<ListenerDescription> listeners) {
			String whyUntold = known.whyUntold(type);
			return new Entity(type.getName(), units, whyUntold == null, whyUntold,
					listeners.stream()
						.filter((listener) -> listener.heard().containsKey(type))
						.map((listener) -> Listener.of(listener, listener.heard().getOrDefault(type, List.of())))
						.toList());
		}

	}

	/**
	 * A listener to the writes of an entity.
	 *
	 * @param method the method, or what a listener is that is none
	 * @param declaredType what it is declared for
	 * @param kinds the kinds of writes that it hears
	 * @param changedAttributes the attributes of which one has to be changed
	 * @param condition the condition on which it is told
	 * @param order its order
	 * @param delivery when it is told
	 * @param phase the phase of a transactional listener
	 */
	record Listener(String method, @Nullable String declaredType, List<String> kinds, List<String> changedAttributes,
			@Nullable String condition, @Nullable Integer order, String delivery, @Nullable String phase) {

		private static Listener of(ListenerDescription listener, List<String> kinds) {
			return new Listener(listener.name(), listener.declaredType(), kinds, listener.changedAttributes(),
					listener.condition(), listener.order(), listener.delivery(), listener.phase());
		}

	}

}
