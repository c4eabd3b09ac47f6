package io.postsave.hibernate;

import java.util.Map;

import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.integrator.spi.Integrator;

/**
 * Called by Hibernate for every session factory that is built; joins those that were
 * prepared for it.
 */
public final class PostSaveIntegrator implements Integrator {

	@Override
	public void integrate(Metadata metadata, BootstrapContext bootstrapContext,
			SessionFactoryImplementor sessionFactory) {
		Map<String, Object> settings = sessionFactory.getProperties();
		if (settings.get(HibernateBridge.SETTING) instanceof UnitBridge bridge) {
			boolean readsMappingFiles = !"false"
				.equalsIgnoreCase(String.valueOf(settings.get(AvailableSettings.XML_MAPPING_ENABLED)));
			bridge.join(sessionFactory, readsMappingFiles);
		}
	}

}
