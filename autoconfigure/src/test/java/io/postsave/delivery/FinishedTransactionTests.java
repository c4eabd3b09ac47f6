package io.postsave.delivery;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FinishedTransaction}.
 */
@ExtendWith(OutputCaptureExtension.class)
class FinishedTransactionTests {

	private static final String KEY = "factory";

	private final List<String> calls = new ArrayList<>();

	@AfterEach
	void cleanUp() {
		TransactionSynchronizationManager.unbindResourceIfPossible(KEY);
		if (TransactionSynchronizationManager.isSynchronizationActive()) {
			TransactionSynchronizationManager.clear();
		}
		TransactionSynchronizationManager.setActualTransactionActive(false);
		TransactionSynchronizationManager.setCurrentTransactionReadOnly(false);
		TransactionSynchronizationManager.setCurrentTransactionName(null);
	}

	@Test
	void suspendedTransactionLeavesNothingOnTheThread() {
		begin();
		FinishedTransaction finished = suspend();
		assertThat(TransactionSynchronizationManager.isActualTransactionActive()).isFalse();
		assertThat(TransactionSynchronizationManager.isCurrentTransactionReadOnly()).isFalse();
		assertThat(TransactionSynchronizationManager.isSynchronizationActive()).isFalse();
		assertThat(TransactionSynchronizationManager.getCurrentTransactionName()).isNull();
		assertThat(TransactionSynchronizationManager.hasResource(KEY)).isFalse();
		finished.resume();
		assertThatItIsResumed();
		assertThat(this.calls).containsExactly("suspend", "resume");
	}

	@Test
	void whatAListenerHasLeftBoundGivesWay(CapturedOutput output) {
		begin();
		FinishedTransaction finished = suspend();
		TransactionSynchronizationManager.bindResource(KEY, "left behind");
		finished.resume();
		assertThatItIsResumed();
		assertThat(output).contains("has left a java.lang.String bound to the thread");
	}

	@Test
	void synchronizationThatFailsIsLogged(CapturedOutput output) {
		begin();
		TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

			@Override
			public void suspend() {
				throw new IllegalStateException("cannot suspend");
			}

			@Override
			public void resume() {
				throw new IllegalStateException("cannot resume");
			}

		});
		suspend().resume();
		assertThatItIsResumed();
		assertThat(TransactionSynchronizationManager.getSynchronizations()).hasSize(2);
		assertThat(output).contains("could not be suspended").contains("could not be resumed");
	}

	private void begin() {
		TransactionSynchronizationManager.bindResource(KEY, "bound");
		TransactionSynchronizationManager.initSynchronization();
		TransactionSynchronizationManager.setActualTransactionActive(true);
		TransactionSynchronizationManager.setCurrentTransactionReadOnly(true);
		TransactionSynchronizationManager.setCurrentTransactionName("name");
		TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

			@Override
			public void suspend() {
				FinishedTransactionTests.this.calls.add("suspend");
			}

			@Override
			public void resume() {
				FinishedTransactionTests.this.calls.add("resume");
			}

		});
	}

	private static FinishedTransaction suspend() {
		FinishedTransaction finished = FinishedTransaction.suspend();
		finished.unbind(KEY);
		return finished;
	}

	private static void assertThatItIsResumed() {
		assertThat(TransactionSynchronizationManager.isActualTransactionActive()).isTrue();
		assertThat(TransactionSynchronizationManager.isCurrentTransactionReadOnly()).isTrue();
		assertThat(TransactionSynchronizationManager.isSynchronizationActive()).isTrue();
		assertThat(TransactionSynchronizationManager.getCurrentTransactionName()).isEqualTo("name");
		assertThat(TransactionSynchronizationManager.getResource(KEY)).isEqualTo("bound");
		assertThat(TransactionSynchronizationManager.getResourceMap()).hasSize(1);
	}

}
