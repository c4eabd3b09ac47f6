package io.postsave.modulith;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/**
 * Resubmits from time to time what listeners have failed to handle, or a process that
 * crashed has left behind. Listeners are called a batch at a time, and the next one waits
 * for it: what waits in a queue for too long would be taken for left behind.
 */
final class Resubmission implements SmartLifecycle {

	private static final Log logger = LogFactory.getLog(Resubmission.class);

	private static final int BATCH = 100;

	private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

	private static final Duration LONGEST_STOP = Duration.ofSeconds(5);

	private static final Duration PATIENCE = Duration.ofMillis(20);

	private final OwedPublications owed;

	private final DurableCalls calls;

	private final ResubmissionLock lock;

	private final BooleanSupplier anyDurableListener;

	private final Duration interval;

	private volatile @Nullable ThreadPoolTaskScheduler scheduler;

	/**
	 * Creates the resubmission.
	 * @param owed what is resubmitted
	 * @param calls the calls that it leads to
	 * @param lock keeps other processes from doing the same
	 * @param anyDurableListener whether there is anybody whom an event can be owed to
	 * @param interval the time between two resubmissions, zero for none
	 */
	Resubmission(OwedPublications owed, DurableCalls calls, ResubmissionLock lock, BooleanSupplier anyDurableListener,
			Duration interval) {
		this.owed = owed;
		this.calls = calls;
		this.lock = lock;
		this.anyDurableListener = anyDurableListener;
		this.interval = interval;
	}

	@Override
	public synchronized void start() {
		if (this.interval.isZero() || this.scheduler != null) {
			return;
		}
		ThreadPoolTaskScheduler started = new ThreadPoolTaskScheduler();
		started.setThreadNamePrefix("post-save-resubmission-");
		started.setDaemon(true);
		started.setWaitForTasksToCompleteOnShutdown(true);
		started.setAwaitTerminationMillis(LONGEST_STOP.toMillis());
		started.initialize();
		this.scheduler = started;
		started.scheduleWithFixedDelay(this::resubmit, started.getClock().instant().plus(this.interval), this.interval);
	}

	/**
	 * Lets the call that is being made end: interrupted ones may close the file of an
	 * embedded database.
	 */
	@Override
	public synchronized void stop() {
		ThreadPoolTaskScheduler stopped = this.scheduler;
		if (stopped != null) {
			this.scheduler = null;
			stopped.shutdown();
		}
	}

	@Override
	public boolean isRunning() {
		return this.scheduler != null;
	}

	/**
	 * Resubmits all that is owed now. What fails is tried again the next time.
	 */
	void resubmit() {
		try {
			if (this.anyDurableListener.getAsBoolean()) {
				Set<UUID> tried = new HashSet<>();
				while (isRunning() && resubmitBatch(tried) > 0) {
					logger.debug("More events may have to be resubmitted");
				}
			}
		}
		catch (RuntimeException ex) {
			logger.warn("Events could not be resubmitted, which is tried again in " + this.interval, ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private int resubmitBatch(Set<UUID> tried) throws InterruptedException {
		Set<OwedCall> submitted = new HashSet<>();
		this.lock.runAlone((alone) -> {
			this.owed.failStale();
			submitted.addAll(this.owed.resubmit(BATCH, () -> isRunning() && alone.getAsBoolean(), tried));
		});
		long end = System.nanoTime() + LONGEST_WAIT.toNanos();
		while (isRunning() && System.nanoTime() < end && isAnyOngoing(submitted)) {
			Thread.sleep(PATIENCE.toMillis());
		}
		return submitted.size();
	}

	private boolean isAnyOngoing(Set<OwedCall> submitted) {
		return submitted.stream().anyMatch((call) -> this.calls.isOngoing(call, LONGEST_WAIT));
	}

}
