package io.postsave.autoconfigure;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.postsave.hibernate.HibernateBridge;
import jakarta.persistence.EntityManagerFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.orm.jpa.AbstractEntityManagerFactoryBean;
import org.springframework.orm.jpa.hibernate.LocalSessionFactoryBean;

/**
 * Joins the persistence units of the application: those that Spring builds before they
 * are built, so that one that starts in the background is never waited for, and session
 * factories that are beans themselves.
 */
final class PersistenceUnitBridging implements BeanPostProcessor {

	private final ObjectProvider<HibernateBridge> bridge;

	private final Set<String> prepared = ConcurrentHashMap.newKeySet();

	PersistenceUnitBridging(ObjectProvider<HibernateBridge> bridge) {
		this.bridge = bridge;
	}

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (bean instanceof AbstractEntityManagerFactoryBean factoryBean) {
			this.bridge.getObject().prepare(factoryBean.getJpaPropertyMap());
			this.prepared.add(beanName);
		}
		else if (bean instanceof LocalSessionFactoryBean factoryBean) {
			this.bridge.getObject().prepare(factoryBean.getHibernateProperties());
			this.prepared.add(beanName);
		}
		return bean;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof EntityManagerFactory factory && !this.prepared.contains(beanName)) {
			this.bridge.getObject().join(factory);
		}
		return bean;
	}

}
