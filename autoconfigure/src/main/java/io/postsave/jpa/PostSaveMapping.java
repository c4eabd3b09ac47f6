package io.postsave.jpa;

import org.springframework.orm.jpa.persistenceunit.MutablePersistenceUnitInfo;
import org.springframework.orm.jpa.persistenceunit.PersistenceUnitPostProcessor;

/**
 * Adds the mapping file that declares {@link PostSaveEntityListener} as a default
 * listener to a persistence unit, beside its own {@code META-INF/orm.xml}.
 */
public final class PostSaveMapping implements PersistenceUnitPostProcessor {

	/**
	 * The location of the mapping file in the class path.
	 */
	public static final String MAPPING_FILE = "io/postsave/orm.xml";

	@Override
	public void postProcessPersistenceUnitInfo(MutablePersistenceUnitInfo unit) {
		if (!unit.getMappingFileNames().contains(MAPPING_FILE)) {
			unit.addMappingFileName(MAPPING_FILE);
		}
	}

}
