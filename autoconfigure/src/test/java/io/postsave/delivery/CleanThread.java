package io.postsave.delivery;

import java.util.List;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Leaves nothing of a test's transactions on the thread.
 */
class CleanThread implements AfterEachCallback {

	@Override
	public void afterEach(ExtensionContext context) {
		List.copyOf(TransactionSynchronizationManager.getResourceMap().keySet())
			.forEach(TransactionSynchronizationManager::unbindResourceIfPossible);
		TransactionSynchronizationManager.clear();
	}

}
