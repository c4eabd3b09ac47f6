package io.postsave.hibernate;

import java.util.function.BooleanSupplier;

import org.hibernate.engine.spi.SessionFactoryImplementor;

import org.springframework.util.Assert;

/**
 * The bridge of one persistence unit, given to its session factory as a setting before it
 * is built.
 */
public final class UnitBridge {

	private final HibernateBridge bridge;

	private final BooleanSupplier hasMappingFile;

	/**
	 * Creates the bridge of a unit.
	 * @param bridge joins the factory
	 * @param hasMappingFile asked when the factory is built: whether the unit has the
	 * mapping file that declares the entity listener
	 */
	public UnitBridge(HibernateBridge bridge, BooleanSupplier hasMappingFile) {
		Assert.notNull(bridge, "'bridge' must not be null");
		Assert.notNull(hasMappingFile, "'hasMappingFile' must not be null");
		this.bridge = bridge;
		this.hasMappingFile = hasMappingFile;
	}

	void join(SessionFactoryImplementor sessionFactory, boolean readsMappingFiles) {
		this.bridge.join(sessionFactory, readsMappingFiles && this.hasMappingFile.getAsBoolean());
	}

}
