package io.postsave.autoconfigure;

import jakarta.persistence.EntityManagerFactory;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * The persistence units that are beans, some of which may be created when they are first
 * needed.
 */
final class PersistenceUnitBeans {

	private PersistenceUnitBeans() {
	}

	/**
	 * Whether all of them have been created, or are at this moment.
	 */
	static boolean areAllCreated(ConfigurableListableBeanFactory beanFactory) {
		for (String name : beanFactory.getBeanNamesForType(EntityManagerFactory.class, true, false)) {
			String beanName = BeanFactoryUtils.transformedBeanName(name);
			if (!beanFactory.containsSingleton(beanName) && !beanFactory.isCurrentlyInCreation(beanName)) {
				return false;
			}
		}
		return true;
	}

}
