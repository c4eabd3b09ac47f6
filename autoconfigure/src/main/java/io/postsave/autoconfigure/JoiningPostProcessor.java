package io.postsave.autoconfigure;

import java.util.function.Supplier;

import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Joins the persistence units and transaction managers of the application.
 */
final class JoiningPostProcessor implements BeanPostProcessor {

	private final PersistenceUnitBridging units;

	private final CommitHookRegistration managers;

	JoiningPostProcessor(Supplier<PostSave> postSave) {
		this.units = new PersistenceUnitBridging(() -> postSave.get().bridge());
		this.managers = new CommitHookRegistration((manager) -> postSave.get().hook(manager));
	}

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		this.units.beforeInitialization(bean, beanName);
		this.managers.beforeInitialization(bean);
		return bean;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		this.units.afterInitialization(bean, beanName);
		this.managers.afterInitialization(bean);
		return bean;
	}

	/**
	 * Called when all singletons are there.
	 */
	void putHooksLast() {
		this.managers.putHooksLast();
	}

}
