package io.postsave.autoconfigure;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Warns at the startup, which nothing else would notice, that no save is told as
 * Hibernate is not on the class path.
 */
final class MissingHibernateWarning implements BeanFactoryPostProcessor {

	private static final Log logger = LogFactory.getLog(MissingHibernateWarning.class);

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
		logger.warn("post-save needs Hibernate, and did not find "
				+ OnNothingTold.missingIn(beanFactory.getBeanClassLoader())
				+ " on the class path. No save is told to anybody, and PostSaveEvents.mute only runs its block. Have "
				+ "Hibernate provide the persistence units, as spring-boot-starter-data-jpa does, or set "
				+ "'post-save.enabled' to false.");
	}

}
