package io.postsave.listener;

import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanDefinitionHolder;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.core.ResolvableType;

/**
 * The types of beans with their type arguments, which their classes leave open where the
 * method that makes them names them: {@code @Bean Indexer<Book> books()}.
 */
final class BeanTypes {

	private BeanTypes() {
	}

	/**
	 * Return the type of a bean.
	 * @param beanFactory knows how the bean is defined
	 * @param beanName its name
	 * @param beanClass its class, without proxies
	 */
	static GenericType of(Object beanFactory, String beanName, Class<?> beanClass) {
		return new GenericType(ResolvableType.forClass(beanClass),
				new GenericType(definedType(beanFactory, beanName), null));
	}

	private static ResolvableType definedType(Object beanFactory, String beanName) {
		if (beanFactory instanceof ConfigurableBeanFactory definitions) {
			try {
				return definedType(definitions, definitions.getMergedBeanDefinition(beanName));
			}
			catch (NoSuchBeanDefinitionException ex) {
				return ResolvableType.NONE;
			}
		}
		return ResolvableType.NONE;
	}

	/**
	 * A scoped proxy stands for the bean that it was defined for, and a factory bean for
	 * what it makes.
	 */
	private static ResolvableType definedType(ConfigurableBeanFactory definitions, BeanDefinition definition) {
		BeanDefinitionHolder decorated = (definition instanceof RootBeanDefinition root) ? root.getDecoratedDefinition()
				: null;
		if (decorated != null) {
			return definedType(definitions, definitions.getMergedBeanDefinition(decorated.getBeanName()));
		}
		ResolvableType defined = definition.getResolvableType();
		ResolvableType product = defined.as(FactoryBean.class);
		return (product != ResolvableType.NONE) ? product.getGeneric() : defined;
	}

}
