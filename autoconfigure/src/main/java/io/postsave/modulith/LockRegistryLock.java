package io.postsave.modulith;

import java.time.Duration;
import java.util.concurrent.locks.Lock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.integration.support.locks.LockRegistry;
import org.springframework.integration.support.locks.RenewableLockRegistry;

/**
 * Lets one process at a time resubmit, by the locks that the application shares with its
 * other instances.
 */
final class LockRegistryLock implements ResubmissionLock {

	private static final Log logger = LogFactory.getLog(LockRegistryLock.class);

	private static final String KEY = "post-save-resubmission";

	private static final Duration FRESH = Duration.ofMillis(200);

	private final LockRegistry<?> registry;

	LockRegistryLock(LockRegistry<?> registry) {
		this.registry = registry;
	}

	/**
	 * Return the lock of the application's registry, or none if it has no such registry.
	 */
	static ResubmissionLock in(BeanFactory beanFactory) {
		LockRegistry<?> registry = beanFactory.getBeanProvider(LockRegistry.class).getIfUnique();
		return (registry != null) ? new LockRegistryLock(registry) : NONE;
	}

	@Override
	public boolean runAlone(Consumer<BooleanSupplier> action) {
		Lock lock = this.registry.obtain(KEY);
		if (!lock.tryLock()) {
			return false;
		}
		try {
			action.accept(new Holding(this.registry));
			return true;
		}
		finally {
			unlock(lock);
		}
	}

	/**
	 * A lock that was held for too long has expired, and is another process's.
	 */
	private static void unlock(Lock lock) {
		try {
			lock.unlock();
		}
		catch (RuntimeException ex) {
			logger.debug("The lock of the resubmission could not be given back", ex);
		}
	}

	/**
	 * Keeps a lock that expires from doing so, if its registry can. One that has expired
	 * may be another process's by now.
	 */
	private static final class Holding implements BooleanSupplier {

		private final LockRegistry<?> registry;

		private long renewed = System.nanoTime();

		Holding(LockRegistry<?> registry) {
			this.registry = registry;
		}

		@Override
		public boolean getAsBoolean() {
			if (!(this.registry instanceof RenewableLockRegistry<?> renewable)
					|| System.nanoTime() - this.renewed < FRESH.toNanos()) {
				return true;
			}
			try {
				renewable.renewLock(KEY);
				this.renewed = System.nanoTime();
				return true;
			}
			catch (RuntimeException ex) {
				logger.debug("The lock of the resubmission has expired", ex);
				return false;
			}
		}

	}

}
