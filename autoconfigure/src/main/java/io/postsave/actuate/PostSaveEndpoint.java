package io.postsave.actuate;

import java.util.List;
import java.util.Map;

import io.postsave.autoconfigure.PostSave;
import io.postsave.autoconfigure.PostSaveProperties;
import io.postsave.hibernate.HibernateBridge;
import io.postsave.hibernate.UnitDescription;
import io.postsave.listener.ListenerDescription;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;

/**
 * Tells an operator which persistence units are joined and which listeners hear what, as
 * it is at the moment of the request. It cannot change anything. Names of classes,
 * methods and attributes are all that it knows.
 */
@Endpoint(id = "postsave", defaultAccess = Access.READ_ONLY)
final class PostSaveEndpoint {

	private final ObjectProvider<PostSave> postSave;

	private final ObjectProvider<PostSaveProperties> properties;

	private final ObjectProvider<HibernateBridge> bridge;

	/**
	 * Creates the endpoint of a context.
	 * @param postSave knows the listeners, none if post-save is switched off
	 * @param properties the properties, none if post-save is switched off
	 * @param bridge knows the units, none if post-save is switched off
	 */
	PostSaveEndpoint(ObjectProvider<PostSave> postSave, ObjectProvider<PostSaveProperties> properties,
			ObjectProvider<HibernateBridge> bridge) {
		this.postSave = postSave;
		this.properties = properties;
		this.bridge = bridge;
	}

	/**
	 * Describe units and listeners.
	 */
	@ReadOperation
	PostSaveDescriptor postSave() {
		HibernateBridge bridge = this.bridge.getIfAvailable();
		PostSaveProperties properties = this.properties.getIfAvailable();
		if (bridge == null || properties == null) {
			return PostSaveDescriptor.switchedOff();
		}
		List<UnitDescription> units = bridge.units();
		return PostSaveDescriptor.of(properties, units, listenersTo(new KnownEntities(units, properties)));
	}

	/**
	 * Describe who hears of an entity.
	 * @param entity the simple or full name of its class
	 * @return all entities of that name, {@code null} if there is none
	 */
	@ReadOperation
	@Nullable EntitiesDescriptor entity(@Selector String entity) {
		HibernateBridge bridge = this.bridge.getIfAvailable();
		PostSaveProperties properties = this.properties.getIfAvailable();
		if (bridge == null || properties == null) {
			return null;
		}
		KnownEntities entities = new KnownEntities(bridge.units(), properties);
		Map<Class<?>, List<String>> named = entities.named(entity);
		return named.isEmpty() ? null : EntitiesDescriptor.of(named, entities, listenersTo(entities));
	}

	private List<ListenerDescription> listenersTo(KnownEntities entities) {
		return this.postSave.getObject().describeListeners(entities.told());
	}

}
