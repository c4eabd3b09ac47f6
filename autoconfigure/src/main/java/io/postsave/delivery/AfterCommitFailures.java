package io.postsave.delivery;

import java.util.function.Supplier;

import io.postsave.PostSaveErrorHandler;
import io.postsave.PostSaveFailure;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Decides what becomes of the failures of listeners that are told after the commit: they
 * go to the error handler and stop nobody else. An error of the virtual machine's passes.
 */
final class AfterCommitFailures {

	private static final Log logger = LogFactory.getLog(AfterCommitFailures.class);

	private final Supplier<PostSaveErrorHandler> errorHandler;

	AfterCommitFailures(Supplier<PostSaveErrorHandler> errorHandler) {
		this.errorHandler = errorHandler;
	}

	/**
	 * A listener has failed.
	 * @param failure its failure
	 * @param thrown keeps what a test is to notice, {@code null} outside of tests
	 */
	void listenerFailed(PostSaveFailure failure, @Nullable ThrownFailures thrown) {
		if (isOfTheVirtualMachine(failure.error())) {
			logger.error("Listener " + failure.listener() + " of " + failure.event()
					+ " met an error of the virtual machine, which is thrown to the caller. Neither its other listeners "
					+ "nor those of events that wait behind it are told, though what they would be told of is committed.");
			throw (VirtualMachineError) failure.error();
		}
		handle(failure, thrown);
	}

	/**
	 * Hands a failure to the error handler. A test that has none of its own notices the
	 * failure by an exception, and a chain that never ends even then.
	 * @param failure the failure
	 * @param thrown keeps what a test is to notice, {@code null} outside of tests
	 */
	void handle(PostSaveFailure failure, @Nullable ThrownFailures thrown) {
		try {
			PostSaveErrorHandler handler = this.errorHandler.get();
			boolean ours = handler instanceof LoggingErrorHandler;
			if (thrown != null && (ours || failure.error() instanceof EndlessSavesException)) {
				thrown.add(failure.error());
			}
			if (thrown == null || !ours) {
				handler.handle(failure);
			}
		}
		catch (Throwable ex) {
			handlerFailed(ex, failure);
			if (isOfTheVirtualMachine(ex)) {
				throw (VirtualMachineError) ex;
			}
		}
	}

	/**
	 * A stack that overflowed is a listener's own failure, and there is room again where
	 * it is caught.
	 */
	private static boolean isOfTheVirtualMachine(Throwable ex) {
		return ex instanceof VirtualMachineError && !(ex instanceof StackOverflowError);
	}

	/**
	 * The listener's failure is logged with the handler's, or for itself where that takes
	 * no others.
	 */
	private static void handlerFailed(Throwable ex, PostSaveFailure failure) {
		String listener = "listener " + failure.listener() + " of " + failure.event();
		if (ex != failure.error()) {
			ex.addSuppressed(failure.error());
		}
		logger.error(
				"Error handler failed for " + listener + ". The save stays committed, and other listeners are told.",
				ex);
		if (ex != failure.error() && ex.getSuppressed().length == 0) {
			logger.error("Failure of " + listener + " that the error handler failed for", failure.error());
		}
	}

}
