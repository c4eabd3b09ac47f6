package io.postsave.autoconfigure;

import io.postsave.hibernate.HibernateBridge;
import io.postsave.hibernate.UnitBridge;
import io.postsave.jpa.PostSaveMapping;
import jakarta.persistence.spi.PersistenceUnitInfo;
import org.hibernate.engine.spi.SessionFactoryImplementor;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.orm.jpa.AbstractEntityManagerFactoryBean;
import org.springframework.orm.jpa.EntityManagerFactoryInfo;

/**
 * Joins the persistence units of the application: those that Spring builds before they
 * are built, so that one that starts in the background is never waited for, and session
 * factories that are beans themselves.
 */
final class PersistenceUnitBridging implements BeanPostProcessor {

	private final ObjectProvider<HibernateBridge> bridge;

	PersistenceUnitBridging(ObjectProvider<HibernateBridge> bridge) {
		this.bridge = bridge;
	}

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (bean instanceof AbstractEntityManagerFactoryBean factoryBean) {
			UnitBridge unitBridge = new UnitBridge(this.bridge.getObject(), () -> hasMappingFile(factoryBean));
			factoryBean.getJpaPropertyMap().put(HibernateBridge.SETTING, unitBridge);
		}
		return bean;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof SessionFactoryImplementor sessionFactory && !(bean instanceof EntityManagerFactoryInfo)
				&& !(sessionFactory.getProperties().get(HibernateBridge.SETTING) instanceof UnitBridge)) {
			this.bridge.getObject().join(sessionFactory, false);
		}
		return bean;
	}

	private static boolean hasMappingFile(AbstractEntityManagerFactoryBean factoryBean) {
		PersistenceUnitInfo unit = factoryBean.getPersistenceUnitInfo();
		return unit != null && unit.getMappingFileNames().contains(PostSaveMapping.MAPPING_FILE);
	}

}
