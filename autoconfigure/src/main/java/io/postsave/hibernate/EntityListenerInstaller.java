package io.postsave.hibernate;

import java.util.List;
import java.util.Map;

import io.postsave.jpa.PostSaveEntityListener;
import jakarta.persistence.ExcludeDefaultListeners;
import org.hibernate.boot.SessionFactoryBuilder;
import org.hibernate.boot.spi.MetadataImplementor;
import org.hibernate.boot.spi.SessionFactoryBuilderFactory;
import org.hibernate.boot.spi.SessionFactoryBuilderImplementor;
import org.hibernate.engine.config.spi.ConfigurationService;
import org.hibernate.jpa.event.spi.CallbackDefinition;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.models.spi.ClassDetails;
import org.hibernate.models.spi.ClassDetailsRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Makes {@link PostSaveEntityListener} a default listener of the entities of a prepared
 * unit. A mapping file would do the same, but the first one that Hibernate reads makes it
 * set up an XML parser, schemas and a JAXB context, which takes longer than everything
 * else that post-save does at startup.
 */
public final class EntityListenerInstaller implements SessionFactoryBuilderFactory {

	/**
	 * Called by Hibernate when all mappings of a unit are known and nothing has been
	 * built of them.
	 * @param metadata the mappings
	 * @param defaultBuilder the builder that goes on
	 * @return {@code null}: builds nothing itself
	 */
	@Override
	public @Nullable SessionFactoryBuilder getSessionFactoryBuilder(MetadataImplementor metadata,
			SessionFactoryBuilderImplementor defaultBuilder) {
		HibernateBridge bridge = HibernateBridge.in(settingsOf(metadata));
		if (bridge != null) {
			List<CallbackDefinition> callbacks = EntityListenerCallback.of(bridge.entityListener());
			ClassDetailsRegistry classes = classesOf(metadata);
			for (PersistentClass entity : metadata.getEntityBindings()) {
				String className = entity.getClassName();
				if (className != null && !excludesDefaultListeners(classes.findClassDetails(className))) {
					entity.addCallbackDefinitions(callbacks);
				}
			}
		}
		return null;
	}

	private static Map<String, Object> settingsOf(MetadataImplementor metadata) {
		return metadata.getMetadataBuildingOptions()
			.getServiceRegistry()
			.requireService(ConfigurationService.class)
			.getSettings();
	}

	/**
	 * Return the classes with the annotations that Hibernate goes by, those of mapping
	 * files among them. Hibernate has no newer way to them from here.
	 */
	@SuppressWarnings("deprecation")
	private static ClassDetailsRegistry classesOf(MetadataImplementor metadata) {
		return metadata.getTypeConfiguration()
			.getMetadataBuildingContext()
			.getBootstrapContext()
			.getModelsContext()
			.getClassDetailsRegistry();
	}

	private static boolean excludesDefaultListeners(@Nullable ClassDetails entityClass) {
		for (ClassDetails type = entityClass; type != null; type = type.getSuperClass()) {
			if (type.hasDirectAnnotationUsage(ExcludeDefaultListeners.class)) {
				return true;
			}
		}
		return false;
	}

}
