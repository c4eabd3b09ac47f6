package io.postsave.autoconfigure;

import jakarta.persistence.EntityManagerFactory;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * The persistence units that are beans of a context.
 *
 * @param beanFactory the beans of the context
 */
record DefinedUnits(ConfigurableListableBeanFactory beanFactory) {

	/**
	 * Whether all of them have been created, or are being created.
	 * @return {@code false} if one is left for later, being lazy
	 */
	boolean areCreated() {
		for (String name : this.beanFactory.getBeanNamesForType(EntityManagerFactory.class, true, false)) {
			if (isLeftForLater(name)) {
				return false;
			}
		}
		return true;
	}

	private boolean isLeftForLater(String name) {
		return this.beanFactory.containsBeanDefinition(name)
				&& this.beanFactory.getMergedBeanDefinition(name).isSingleton()
				&& !this.beanFactory.containsSingleton(name) && !this.beanFactory.isCurrentlyInCreation(name);
	}

}
