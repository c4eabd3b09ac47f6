package io.postsave.delivery;

import io.postsave.delivery.DeliveryMeter.Result;
import io.postsave.listener.Audience;
import io.postsave.listener.ListenerCalls;
import org.jspecify.annotations.Nullable;

/**
 * Counts the rows that a delivery tells, if anybody wants to know: those that somebody
 * was told of, as conditions may decline them.
 */
final class TellingMeter {

	private volatile @Nullable Measured measured;

	/**
	 * Has rows counted from now on.
	 * @param meter counts them
	 * @param calls the calls of listener methods
	 */
	void measure(DeliveryMeter meter, ListenerCalls calls) {
		calls.count();
		this.measured = new Measured(meter, calls);
	}

	@Nullable DeliveryMeter meter() {
		Measured measured = this.measured;
		return (measured != null) ? measured.meter() : null;
	}

	/**
	 * Return how many calls there have been on this thread.
	 */
	int calls() {
		Measured measured = this.measured;
		return (measured != null) ? measured.calls().counted() : 0;
	}

	/**
	 * A row has been told.
	 * @param told who listens to it
	 * @param callsBefore how many calls there had been before
	 */
	void told(WrittenRow row, Audience.Kind told, int callsBefore) {
		if (told.beyondMethods()) {
			count(row, Result.TOLD);
		}
		else {
			told(row, callsBefore);
		}
	}

	/**
	 * A row has been told to methods.
	 * @param callsBefore how many calls there had been before
	 */
	void told(WrittenRow row, int callsBefore) {
		if (calls() > callsBefore) {
			count(row, Result.TOLD);
		}
	}

	/**
	 * A delivery in the transaction has ended.
	 * @param rounds how many rounds it had in which anybody was told
	 */
	void delivered(int rounds) {
		DeliveryMeter meter = meter();
		if (meter != null && rounds > 0) {
			meter.delivered(rounds);
		}
	}

	/**
	 * A listener to a row has failed.
	 */
	void failed(WrittenRow row) {
		Measured measured = this.measured;
		if (measured != null) {
			row.count();
			measured.meter().count(row.type().javaType(), row.kind(), Result.FAILED);
		}
	}

	private void count(WrittenRow row, Result result) {
		Measured measured = this.measured;
		if (measured != null && row.count()) {
			measured.meter().count(row.type().javaType(), row.kind(), result);
		}
	}

	/**
	 * Who counts, and what is called.
	 */
	private record Measured(DeliveryMeter meter, ListenerCalls calls) {
	}

}
