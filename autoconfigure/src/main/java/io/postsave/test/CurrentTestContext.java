package io.postsave.test;

import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationContext;
import org.springframework.core.NamedThreadLocal;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;

/**
 * Remembers the application context of the test that runs on the current thread.
 */
final class CurrentTestContext implements TestExecutionListener {

	private static final ThreadLocal<@Nullable ApplicationContext> current = new NamedThreadLocal<>(
			"Application context of the current test");

	static @Nullable ApplicationContext get() {
		return current.get();
	}

	@Override
	public void beforeTestMethod(TestContext testContext) {
		if (testContext.hasApplicationContext()) {
			current.set(testContext.getApplicationContext());
		}
	}

	@Override
	public void afterTestMethod(TestContext testContext) {
		current.remove();
	}

}
