package io.postsave.autoconfigure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import io.postsave.delivery.CommitHook;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.transaction.ConfigurableTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CommitHookRegistration}.
 */
class CommitHookRegistrationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(PostSaveAutoConfiguration.class));

	@Test
	void managerHasOneHook() {
		OwnManager manager = new OwnManager();
		this.runner.withBean("manager", PlatformTransactionManager.class, () -> manager)
			.run((context) -> assertThat(hooksOf(manager)).isOne());
	}

	@Test
	void managerThatIsASecondBeanHasOneHook() {
		OwnManager manager = new OwnManager();
		this.runner.withBean("manager", PlatformTransactionManager.class, () -> manager)
			.withBean("alias", PlatformTransactionManager.class, () -> manager)
			.withBean("proxy", PlatformTransactionManager.class,
					() -> (PlatformTransactionManager) new ProxyFactory(manager).getProxy())
			.run((context) -> assertThat(hooksOf(manager)).isOne());
	}

	@Test
	void managersBehindAWrapperHaveOneHookEach() {
		OwnManager first = new OwnManager();
		OwnManager second = new OwnManager();
		Wrapper wrapper = new Wrapper(first, List.of(new Wrapper(second, List.of(), Map.of())),
				Map.of("first", first, "second", second));
		this.runner.withBean("manager", PlatformTransactionManager.class, () -> wrapper).run((context) -> {
			assertThat(hooksOf(first)).isOne();
			assertThat(hooksOf(second)).isOne();
		});
	}

	@Test
	void managerOfTwoContextsHasAHookForEach() {
		OwnManager manager = new OwnManager();
		this.runner.withBean("manager", PlatformTransactionManager.class, () -> manager)
			.run((first) -> this.runner.withBean("manager", PlatformTransactionManager.class, () -> manager)
				.run((second) -> assertThat(hooksOf(manager)).isEqualTo(2)));
	}

	@Test
	void managerOfAnotherKindOfTransactionsHasNone() {
		ReactiveManager manager = new ReactiveManager();
		this.runner.withBean("manager", ConfigurableTransactionManager.class, () -> manager)
			.run((context) -> assertThat(hooksOf(manager)).isZero());
	}

	@Test
	void hookComesLastWhenAllSingletonsAreThere() {
		OwnManager manager = new OwnManager();
		LateListener late = new LateListener();
		this.runner.withBean("manager", PlatformTransactionManager.class, () -> manager)
			.withBean(SmartInitializingSingleton.class, () -> () -> manager.addListener(late))
			.run((context) -> {
				assertThat(manager.getTransactionExecutionListeners()).hasSize(2).first().isSameAs(late);
				assertThat(hooksOf(manager)).isOne();
			});
	}

	@Test
	void hookThatWasReplacedByOtherListenersComesBack() {
		OwnManager manager = new OwnManager();
		LateListener late = new LateListener();
		this.runner.withBean("manager", PlatformTransactionManager.class, () -> manager)
			.withBean(SmartInitializingSingleton.class,
					() -> () -> manager.setTransactionExecutionListeners(List.of(late)))
			.run((context) -> {
				assertThat(manager.getTransactionExecutionListeners()).hasSize(2).first().isSameAs(late);
				assertThat(hooksOf(manager)).isOne();
			});
	}

	private static long hooksOf(ConfigurableTransactionManager manager) {
		return manager.getTransactionExecutionListeners().stream().filter(CommitHook.class::isInstance).count();
	}

	/**
	 * Is added after the hook.
	 */
	private static final class LateListener implements TransactionExecutionListener {

	}

	/**
	 * Manages transactions of nothing.
	 */
	@SuppressWarnings("serial")
	private static final class OwnManager extends AbstractPlatformTransactionManager {

		@Override
		protected Object doGetTransaction() {
			return this;
		}

		@Override
		protected void doBegin(Object transaction, TransactionDefinition definition) {
		}

		@Override
		protected void doCommit(DefaultTransactionStatus status) {
		}

		@Override
		protected void doRollback(DefaultTransactionStatus status) {
		}

	}

	/**
	 * Can be configured, as a manager of R2DBC's transactions, and is no platform's.
	 */
	private static final class ReactiveManager implements ConfigurableTransactionManager {

		private final List<TransactionExecutionListener> listeners = new ArrayList<>();

		@Override
		public void setTransactionExecutionListeners(Collection<TransactionExecutionListener> listeners) {
			this.listeners.addAll(listeners);
		}

		@Override
		public Collection<TransactionExecutionListener> getTransactionExecutionListeners() {
			return this.listeners;
		}

	}

	/**
	 * Delegates to one of several managers.
	 */
	private record Wrapper(PlatformTransactionManager delegate, List<PlatformTransactionManager> others,
			Map<String, PlatformTransactionManager> byName) implements PlatformTransactionManager {

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

}
