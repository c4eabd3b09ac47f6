package io.postsave.sample.live;

import org.aspectj.lang.JoinPoint;

/**
 * A listener that heard of a save or deletion.
 *
 * @param listener its class and method
 * @param moment when it heard: in the transaction, after the commit, or durably
 */
record Hearing(String listener, String moment) {

	static Hearing of(JoinPoint call, String moment) {
		return new Hearing(call.getSignature().getDeclaringType().getSimpleName() + "." + call.getSignature().getName(),
				moment);
	}

}
