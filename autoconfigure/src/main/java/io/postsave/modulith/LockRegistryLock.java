package io.postsave.modulith;

import java.util.concurrent.locks.Lock;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.integration.support.locks.LockRegistry;

/**
 * Lets one process at a time resubmit, by the locks that the application shares with its
 * other instances.
 */
final class LockRegistryLock implements ResubmissionLock {

	private static final Log logger = LogFactory.getLog(LockRegistryLock.class);

	private static final String KEY = "post-save-resubmission";

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
	public boolean runAlone(Runnable action) {
		Lock lock = this.registry.obtain(KEY);
		if (!lock.tryLock()) {
			return false;
		}
		try {
			action.run();
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

}
