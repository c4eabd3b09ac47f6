package io.postsave.modulith;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * The calls of durable listeners that this process knows of: which are running or about
 * to, and how many have failed. The engine counts how often an event was resubmitted,
 * whether the listener was then called or not; what it has counted beyond what this
 * process did were calls of other processes, or of this one before it was started again.
 */
final class DurableCalls {

	private final Clock clock;

	private final int maxAttempts;

	private final Predicate<String> unlimited;

	private final Map<OwedCall, Instant> ongoing = new ConcurrentHashMap<>();

	private final Map<OwedCall, Failures> failures = new ConcurrentHashMap<>();

	/**
	 * Creates the view on the calls.
	 * @param clock the clock
	 * @param maxAttempts the number of failed calls after which there are no more
	 * @param unlimited whether a listener, of which the engine's name is given, is called
	 * again however often it has failed
	 */
	DurableCalls(Clock clock, int maxAttempts, Predicate<String> unlimited) {
		this.clock = clock;
		this.maxAttempts = maxAttempts;
		this.unlimited = unlimited;
	}

	void begins(OwedCall call) {
		this.ongoing.put(call, this.clock.instant());
	}

	void succeeded(OwedCall call) {
		this.failures.remove(call);
		this.ongoing.remove(call);
	}

	void failed(OwedCall call) {
		if (!this.unlimited.test(call.listenerId())) {
			this.failures.merge(call, new Failures(1, 1, false), (known, one) -> known.andOne());
		}
		this.ongoing.remove(call);
	}

	/**
	 * Decides before an event is resubmitted.
	 * @param call the event and the listener
	 * @param attempts how often the event has been submitted
	 * @param patience for how long a call is believed to be waiting or running
	 * @return whether it may be: not if it is on its way already, or has failed too often
	 */
	boolean mayBeSubmitted(OwedCall call, int attempts, Duration patience) {
		if (isOngoing(call, patience)) {
			return false;
		}
		return this.unlimited.test(call.listenerId()) || isLeft(call, attempts);
	}

	/**
	 * Called when an event is being resubmitted.
	 */
	void submitted(OwedCall call) {
		this.failures.computeIfPresent(call, (key, known) -> known.submitted());
		begins(call);
	}

	/**
	 * Called when an event could not be resubmitted.
	 * @param call the event and the listener
	 * @param attempts how often the event has been submitted, the last time included
	 * @return whether the call was not made
	 */
	boolean isWithdrawn(OwedCall call, int attempts) {
		if (this.ongoing.remove(call) == null) {
			return false;
		}
		wasNotCalled(call, attempts);
		return true;
	}

	private boolean isLeft(OwedCall call, int attempts) {
		Failures known = this.failures.compute(call, (key, before) -> Failures.at(before, attempts, this.maxAttempts));
		return known.calls() < this.maxAttempts;
	}

	/**
	 * Whether there are no more calls as too many have failed, and nobody was told of
	 * that yet.
	 */
	boolean isGivenUpNow(OwedCall call) {
		Failures known = this.failures.get(call);
		return known != null && known.calls() >= this.maxAttempts && !known.reported()
				&& this.failures.replace(call, known, known.asReported());
	}

	/**
	 * Called when an event has waited for so long that it is taken for left behind, which
	 * is no failed call.
	 * @param call the event and the listener, which has not been called
	 * @param attempts how often the event has been submitted, the last time included
	 */
	void wasNotCalled(OwedCall call, int attempts) {
		if (!this.unlimited.test(call.listenerId())) {
			this.failures.compute(call,
					(key, before) -> Failures.at(before, attempts - 1, this.maxAttempts).upTo(attempts));
		}
	}

	/**
	 * Whether an event is on its way to a listener in this process.
	 * @param call the event and the listener
	 * @param patience for how long a call is believed to be waiting or running
	 */
	boolean isOngoing(OwedCall call, Duration patience) {
		Instant since = this.ongoing.get(call);
		return since != null && since.plus(patience).isAfter(this.clock.instant());
	}

	/**
	 * The failed calls of one event and listener.
	 *
	 * @param calls how many there were
	 * @param attempts how often the event had been submitted by then
	 * @param reported whether somebody was told that there are no more
	 */
	private record Failures(int calls, int attempts, boolean reported) {

		/**
		 * What is not known leaves one more call.
		 */
		static Failures at(@Nullable Failures known, int attempts, int maxAttempts) {
			return (known != null)
					? new Failures(known.calls + Math.max(attempts - known.attempts, 0),
							Math.max(attempts, known.attempts), known.reported)
					: new Failures(Math.min(attempts, maxAttempts - 1), attempts, false);
		}

		Failures upTo(int attempts) {
			return new Failures(this.calls, Math.max(attempts, this.attempts), this.reported);
		}

		Failures andOne() {
			return new Failures(this.calls + 1, this.attempts, this.reported);
		}

		Failures submitted() {
			return new Failures(this.calls, this.attempts + 1, this.reported);
		}

		Failures asReported() {
			return new Failures(this.calls, this.attempts, true);
		}

	}

}
