package io.postsave.modulith;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Lets one process at a time resubmit.
 */
interface ResubmissionLock {

	/** Lets every process resubmit when it wants to. */
	ResubmissionLock NONE = (action) -> {
		action.accept(() -> true);
		return true;
	};

	/**
	 * Runs an action, unless another process is running it.
	 * @param action is given what says whether it is still alone, to be asked before each
	 * of its steps
	 * @return whether it was run
	 */
	boolean runAlone(Consumer<BooleanSupplier> action);

}
