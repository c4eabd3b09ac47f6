package io.postsave.autoconfigure;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import io.postsave.hibernate.HibernateBridge;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.spi.PersistenceProvider;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.orm.jpa.AbstractEntityManagerFactoryBean;
import org.springframework.orm.jpa.JpaVendorAdapter;
import org.springframework.orm.jpa.hibernate.LocalSessionFactoryBean;

/**
 * Joins the persistence units of the application: those that Spring builds before they
 * are built, so that one that starts in the background is never waited for, and session
 * factories that are beans themselves. Units of another provider than Hibernate are left
 * alone, with a warning.
 */
final class PersistenceUnitBridging {

	private static final Log logger = LogFactory.getLog(PersistenceUnitBridging.class);

	private final Supplier<HibernateBridge> bridge;

	private final Set<String> known = ConcurrentHashMap.newKeySet();

	PersistenceUnitBridging(Supplier<HibernateBridge> bridge) {
		this.bridge = bridge;
	}

	void beforeInitialization(Object bean, String beanName) {
		if (bean instanceof AbstractEntityManagerFactoryBean factoryBean) {
			if (!isOfAnotherProvider(factoryBean)) {
				this.bridge.get().prepare(factoryBean.getJpaPropertyMap());
			}
			this.known.add(beanName);
		}
		else if (bean instanceof LocalSessionFactoryBean factoryBean) {
			this.bridge.get().prepare(factoryBean.getHibernateProperties());
			this.known.add(beanName);
		}
	}

	void afterInitialization(Object bean, String beanName) {
		if (bean instanceof AbstractEntityManagerFactoryBean factoryBean) {
			if (isOfAnotherProvider(factoryBean)) {
				String unit = factoryBean.getPersistenceUnitName();
				leaveAlone((unit != null) ? unit : beanName, nameOf(factoryBean.getPersistenceProvider()));
			}
		}
		else if (bean instanceof EntityManagerFactory factory && !this.known.contains(beanName)
				&& !this.bridge.get().join(factory)) {
			String unit = factory.getName();
			leaveAlone((unit != null) ? unit : beanName, factory.getClass().getName());
		}
	}

	/**
	 * Before a factory bean is initialized, its provider may be known by its adapter, or
	 * not yet.
	 */
	private static boolean isOfAnotherProvider(AbstractEntityManagerFactoryBean factoryBean) {
		PersistenceProvider provider = factoryBean.getPersistenceProvider();
		JpaVendorAdapter adapter = factoryBean.getJpaVendorAdapter();
		if (provider == null && adapter != null) {
			provider = adapter.getPersistenceProvider();
		}
		return provider != null && !HibernateBridge.isHibernate(provider);
	}

	private static String nameOf(@Nullable PersistenceProvider provider) {
		return (provider != null) ? provider.getClass().getName() : "unknown";
	}

	private void leaveAlone(String unit, String provider) {
		this.bridge.get().leftAlone(unit, provider);
		logger.warn("Persistence unit '" + unit + "' is not Hibernate's (" + provider
				+ "). It works as it does without post-save, but its saves are told to nobody: listen to them by "
				+ "entity listeners of JPA's own, or have Hibernate provide the unit.");
	}

}
