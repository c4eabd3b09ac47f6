package io.postsave.modulith;

/**
 * Lets one process at a time resubmit.
 */
interface ResubmissionLock {

	/** Lets every process resubmit when it wants to. */
	ResubmissionLock NONE = (action) -> {
		action.run();
		return true;
	};

	/**
	 * Runs an action, unless another process is running it.
	 * @return whether it was run
	 */
	boolean runAlone(Runnable action);

}
