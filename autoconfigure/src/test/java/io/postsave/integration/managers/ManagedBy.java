package io.postsave.integration.managers;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Properties;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

import io.postsave.bookshop.Book;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.hibernate.HibernateTransactionManager;
import org.springframework.orm.jpa.hibernate.LocalSessionFactoryBean;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;

/**
 * Who manages the transactions of an application.
 */
enum ManagedBy {

	BOOT(Boot.class), SUBCLASS(Subclass.class), TRACED(Traced.class), WRAPPED(Wrapped.class), ROUTED(Routed.class),
	JDK_PROXY(JdkProxied.class), AOP_PROXY(AopProxied.class), FACTORY_BEAN(FactoryBeanMade.class),
	HIBERNATE(Hibernate.class);

	private final Class<?> configuration;

	ManagedBy(Class<?> configuration) {
		this.configuration = configuration;
	}

	Class<?> configuration() {
		return this.configuration;
	}

	@Configuration(proxyBeanMethods = false)
	static class Boot {

	}

	@Configuration(proxyBeanMethods = false)
	static class Subclass {

		@Bean
		PlatformTransactionManager transactionManager() {
			return new OwnManager();
		}

		@SuppressWarnings("serial")
		static class OwnManager extends JpaTransactionManager {

		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Traced {

		@Bean
		static BeanPostProcessor tracing() {
			return replacing(TracedManager::new);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Wrapped {

		@Bean
		PlatformTransactionManager transactionManager(EntityManagerFactory entityManagerFactory) {
			return new TracedManager(new JpaTransactionManager(entityManagerFactory));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Routed {

		@Bean
		PlatformTransactionManager transactionManager(EntityManagerFactory entityManagerFactory) {
			return new RoutingManager(Map.of("shop", new JpaTransactionManager(entityManagerFactory)));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class JdkProxied {

		@Bean
		static BeanPostProcessor proxying() {
			return replacing(
					(manager) -> (PlatformTransactionManager) Proxy.newProxyInstance(ManagedBy.class.getClassLoader(),
							new Class<?>[] { PlatformTransactionManager.class }, (proxy, method, arguments) -> {
								try {
									return method.invoke(manager, arguments);
								}
								catch (InvocationTargetException ex) {
									throw ex.getTargetException();
								}
							}));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class AopProxied {

		@Bean
		static BeanPostProcessor proxying() {
			return replacing((manager) -> (PlatformTransactionManager) new ProxyFactory(manager).getProxy());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class FactoryBeanMade {

		@Bean
		FactoryBean<PlatformTransactionManager> transactionManager(EntityManagerFactory entityManagerFactory) {
			return new FactoryBean<>() {

				private final PlatformTransactionManager manager = new JpaTransactionManager(entityManagerFactory);

				@Override
				public PlatformTransactionManager getObject() {
					return this.manager;
				}

				@Override
				public Class<?> getObjectType() {
					return PlatformTransactionManager.class;
				}

			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Hibernate {

		@Bean
		LocalSessionFactoryBean entityManagerFactory(DataSource dataSource) {
			Properties properties = new Properties();
			properties.setProperty("hibernate.hbm2ddl.auto", "create-drop");
			LocalSessionFactoryBean factory = new LocalSessionFactoryBean();
			factory.setDataSource(dataSource);
			factory.setPackagesToScan(Book.class.getPackageName());
			factory.setHibernateProperties(properties);
			return factory;
		}

		@Bean
		PlatformTransactionManager transactionManager(SessionFactory sessionFactory) {
			return new HibernateTransactionManager(sessionFactory);
		}

	}

	private static BeanPostProcessor replacing(UnaryOperator<PlatformTransactionManager> replacement) {
		return new BeanPostProcessor() {

			@Override
			public Object postProcessAfterInitialization(Object bean, String beanName) {
				return (bean instanceof PlatformTransactionManager manager) ? replacement.apply(manager) : bean;
			}

		};
	}

	/**
	 * Delegates everything, as tracing does.
	 */
	private static class TracedManager implements PlatformTransactionManager {

		private final PlatformTransactionManager delegate;

		TracedManager(PlatformTransactionManager delegate) {
			this.delegate = delegate;
		}

		@Override
		public TransactionStatus getTransaction(@Nullable TransactionDefinition definition) {
			return this.delegate.getTransaction(definition);
		}

		@Override
		public void commit(TransactionStatus status) {
			this.delegate.commit(status);
		}

		@Override
		public void rollback(TransactionStatus status) {
			this.delegate.rollback(status);
		}

	}

	/**
	 * Chooses the manager that it delegates to.
	 */
	private static final class RoutingManager implements PlatformTransactionManager {

		private final Map<String, PlatformTransactionManager> managers;

		RoutingManager(Map<String, PlatformTransactionManager> managers) {
			this.managers = managers;
		}

		private PlatformTransactionManager current() {
			return this.managers.values().iterator().next();
		}

		@Override
		public TransactionStatus getTransaction(@Nullable TransactionDefinition definition) {
			return current().getTransaction(definition);
		}

		@Override
		public void commit(TransactionStatus status) {
			current().commit(status);
		}

		@Override
		public void rollback(TransactionStatus status) {
			current().rollback(status);
		}

	}

}
