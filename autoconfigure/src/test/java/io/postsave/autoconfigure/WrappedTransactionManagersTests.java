package io.postsave.autoconfigure;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link WrappedTransactionManagers}: what it finds behind what.
 */
class WrappedTransactionManagersTests {

	private final Manager first = new Manager(null);

	private final Manager second = new Manager(null);

	@Test
	void managerThatCanBeListenedToIsFoundItselfAndNothingBehindIt() {
		Manager outer = new Manager(this.first);
		assertThat(WrappedTransactionManagers.in(outer)).containsExactly(outer);
	}

	@Test
	void managersInFieldsOfAWrapperAndItsSuperclassesAreFound() {
		assertThat(WrappedTransactionManagers.in(new SubWrapper(this.first, this.second)))
			.containsExactlyInAnyOrder(this.first, this.second);
	}

	@Test
	void managersInCollectionsMapsAndArraysAreFound() {
		Object[] array = { this.first, "other" };
		assertThat(WrappedTransactionManagers.in(new Wrapper(array))).containsExactly(this.first);
		assertThat(WrappedTransactionManagers.in(new Wrapper(List.of("other", this.first, this.second))))
			.containsExactlyInAnyOrder(this.first, this.second);
		assertThat(WrappedTransactionManagers.in(new Wrapper(Map.of("one", this.first, "two", this.second))))
			.containsExactlyInAnyOrder(this.first, this.second);
	}

	@Test
	void managerBehindAProxyOfSpringsIsFound() {
		PlatformTransactionManager proxy = (PlatformTransactionManager) new ProxyFactory(this.first).getProxy();
		assertThat(WrappedTransactionManagers.in(proxy)).containsExactly(this.first);
	}

	@Test
	void managerBehindAProxyOfTheJdkIsFound() {
		PlatformTransactionManager proxy = (PlatformTransactionManager) Proxy.newProxyInstance(
				getClass().getClassLoader(), new Class<?>[] { PlatformTransactionManager.class },
				new Delegating(this.first));
		assertThat(WrappedTransactionManagers.in(proxy)).containsExactly(this.first);
	}

	@Test
	void wrappersThatHoldEachOtherHaveAnEnd() {
		Object[] delegates = { null, this.first };
		Wrapper wrapper = new Wrapper(delegates);
		delegates[0] = new Wrapper(List.of(wrapper));
		assertThat(WrappedTransactionManagers.in(wrapper)).containsExactly(this.first);
	}

	@Test
	void managerThatIsFarAwayIsNotFound() {
		PlatformTransactionManager near = this.first;
		for (int i = 0; i < 4; i++) {
			near = new Wrapper(near);
		}
		assertThat(WrappedTransactionManagers.in(near)).containsExactly(this.first);
		assertThat(WrappedTransactionManagers.in(new Wrapper(near))).isEmpty();
	}

	@Test
	void wrapperOfNothingHasNone() {
		assertThat(WrappedTransactionManagers.in(new Wrapper(null))).isEmpty();
		assertThat(WrappedTransactionManagers.in(new Wrapper("other"))).isEmpty();
	}

	/**
	 * Delegates to what is in a field.
	 */
	private static class Wrapper implements PlatformTransactionManager {

		@SuppressWarnings("unused")
		private final @Nullable Object delegate;

		Wrapper(@Nullable Object delegate) {
			this.delegate = delegate;
		}

		@Override
		public TransactionStatus getTransaction(@Nullable TransactionDefinition definition) {
			throw new UnsupportedOperationException();
		}

		@Override
		public void commit(TransactionStatus status) {
		}

		@Override
		public void rollback(TransactionStatus status) {
		}

	}

	/**
	 * Delegates to one more.
	 */
	private static final class SubWrapper extends Wrapper {

		@SuppressWarnings("unused")
		private final Object other;

		SubWrapper(Object delegate, Object other) {
			super(delegate);
			this.other = other;
		}

	}

	private record Delegating(Object target) implements InvocationHandler {

		@Override
		public Object invoke(Object proxy, Method method, Object[] args) throws Throwable {
			return method.invoke(this.target, args);
		}

	}

	/**
	 * Manages transactions of nothing.
	 */
	@SuppressWarnings("serial")
	private static final class Manager extends AbstractPlatformTransactionManager {

		@SuppressWarnings("unused")
		private final transient @Nullable PlatformTransactionManager other;

		Manager(@Nullable PlatformTransactionManager other) {
			this.other = other;
		}

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

}
