package io.postsave.modulith;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

import jakarta.persistence.EntityManagerFactory;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.util.ClassUtils;

/**
 * Warns of a registry whose table Hibernate makes of its entity: the column of the events
 * is then too short for most.
 */
final class JpaRegistryCheck {

	private static final Log logger = LogFactory.getLog(JpaRegistryCheck.class);

	private static final String PUBLICATION = "org.springframework.modulith.events.jpa.updating.DefaultJpaEventPublication";

	private static final Set<String> CHANGING = Set.of("update", "create", "create-drop", "create-only",
			"drop-and-create");

	private JpaRegistryCheck() {
	}

	/**
	 * Looks at the units if the registry can be in one of them.
	 */
	static void warn(ListableBeanFactory beanFactory) {
		if (!ClassUtils.isPresent(PUBLICATION, JpaRegistryCheck.class.getClassLoader())) {
			return;
		}
		beanFactory.getBeanProvider(EntityManagerFactory.class)
			.stream()
			.filter(JpaRegistryCheck::hasPublications)
			.forEach((factory) -> warn(factory.getProperties()));
	}

	private static boolean hasPublications(EntityManagerFactory factory) {
		return factory.getMetamodel()
			.getEntities()
			.stream()
			.anyMatch((entity) -> entity.getJavaType() != null && entity.getJavaType().getName().equals(PUBLICATION));
	}

	private static void warn(Map<String, Object> properties) {
		for (String setting : new String[] { "hibernate.hbm2ddl.auto",
				"jakarta.persistence.schema-generation.database.action" }) {
			Object action = properties.get(setting);
			if (action != null && CHANGING.contains(action.toString().trim().toLowerCase(Locale.ROOT))) {
				logger.warn("Spring Modulith's JPA registry is used with " + setting + "=" + action
						+ ", by which Hibernate makes its column 'serialized_event' a varchar(255), and narrows a longer "
						+ "one. Most events are longer, and saves fail that have to store them: let a migration make the "
						+ "table, with a column for long texts, and set spring.jpa.hibernate.ddl-auto to 'none' or "
						+ "'validate', or use spring-modulith-starter-jdbc");
				return;
			}
		}
	}

}
