package io.postsave.modulith;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

import io.postsave.PostWriteEvent;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.modulith.events.EventPublication;
import org.springframework.modulith.events.EventPublication.Status;
import org.springframework.modulith.events.ResubmissionOptions;
import org.springframework.modulith.events.core.EventPublicationRegistry;
import org.springframework.modulith.events.core.EventPublicationRepository;
import org.springframework.modulith.events.core.Staleness;
import org.springframework.modulith.events.core.TargetEventPublication;

/**
 * What the engine's registry still owes of events of ours. All others are the
 * application's, which may have a policy of its own for them.
 */
final class OwedPublications {

	private static final Log logger = LogFactory.getLog(OwedPublications.class);

	private static final List<Status> UNDERWAY = List.of(Status.PUBLISHED, Status.PROCESSING, Status.RESUBMITTED);

	/** A batch that takes longer leaves the rest to the next one, as locks expire. */
	private static final Duration LONGEST_BATCH = Duration.ofSeconds(5);

	private final EventPublicationRegistry registry;

	private final EventPublicationRepository repository;

	private final Staleness staleness;

	private final Clock clock;

	private final DurableCalls calls;

	private final DurableListeners listeners;

	private final Set<String> missing = ConcurrentHashMap.newKeySet();

	/**
	 * Creates the view on the registry.
	 * @param registry has what has failed
	 * @param repository has what is underway
	 * @param staleness for how long it may be
	 * @param clock the registry's
	 * @param calls the calls that this process knows of
	 * @param listeners those that events are owed to
	 */
	OwedPublications(EventPublicationRegistry registry, EventPublicationRepository repository, Staleness staleness,
			Clock clock, DurableCalls calls, DurableListeners listeners) {
		this.registry = registry;
		this.repository = repository;
		this.staleness = staleness;
		this.clock = clock;
		this.calls = calls;
		this.listeners = listeners;
	}

	/**
	 * Marks as failed what has been underway for too long: its process has crashed, or is
	 * busy with others. What this process is about to call itself is not among these.
	 */
	void failStale() {
		for (Status status : UNDERWAY) {
			Duration patience = this.staleness.getStaleness(status);
			if (!patience.isZero()) {
				Instant latest = this.clock.instant().minus(patience);
				this.repository.findByStatus(status)
					.stream()
					.filter((publication) -> lastMoved(publication).isBefore(latest) && isStale(publication, patience))
					.forEach((publication) -> markFailed(publication, status));
			}
		}
	}

	private static Instant lastMoved(EventPublication publication) {
		Instant resubmitted = publication.getLastResubmissionDate();
		return (resubmitted != null) ? resubmitted : publication.getPublicationDate();
	}

	private boolean isStale(TargetEventPublication publication, Duration patience) {
		Object event = eventOf(publication);
		return event instanceof UnreadableEvent || (event instanceof PostWriteEvent<?> write
				&& !this.calls.isOngoing(callOf(publication, write), patience));
	}

	private void markFailed(TargetEventPublication publication, Status status) {
		this.repository.markFailed(publication.getIdentifier());
		if (status != Status.PROCESSING && eventOf(publication) instanceof PostWriteEvent<?> write) {
			this.calls.wasNotCalled(callOf(publication, write), publication.getCompletionAttempts());
		}
	}

	/**
	 * Resubmits events that have failed.
	 * @param most the number of events after which no more are
	 * @param goesOn whether any more may be
	 * @param tried the publications that are not to be tried again, to which those that
	 * are resubmitted are added
	 * @return the calls that were made or are going to be
	 */
	Set<OwedCall> resubmit(int most, BooleanSupplier goesOn, Set<UUID> tried) {
		Set<OwedCall> submitted = new HashSet<>();
		Set<String> unreachable = new HashSet<>();
		Instant end = Instant.now().plus(LONGEST_BATCH);
		Predicate<EventPublication> filter = (publication) -> submitted.size() < most && Instant.now().isBefore(end)
				&& !tried.contains(publication.getIdentifier()) && isToBeSubmitted(publication, unreachable)
				&& goesOn.getAsBoolean() && tried.add(publication.getIdentifier());
		this.registry.processFailedPublications(
				ResubmissionOptions.defaults().withBatchSize(Integer.MAX_VALUE).withFilter(filter), (publication) -> {
					if (eventOf(publication) instanceof PostWriteEvent<?> event) {
						OwedCall call = callOf(publication, event);
						submitted.add(call);
						submit(publication, event, call, () -> {
							submitted.remove(call);
							unreachable.add(call.listenerId());
							tried.remove(publication.getIdentifier());
						});
					}
				});
		return submitted;
	}

	/**
	 * Calls the listener, or hands the call over to an executor. What that refuses has
	 * failed at once, rather than when it would be stale.
	 */
	private void submit(TargetEventPublication publication, PostWriteEvent<?> event, OwedCall call, Runnable refused) {
		this.calls.submitted(call);
		try {
			this.listeners.call(publication, event);
		}
		catch (RuntimeException ex) {
			if (this.calls.isWithdrawn(call, publication.getCompletionAttempts() + 1)) {
				refused.run();
				this.repository.markFailed(publication.getIdentifier());
			}
			throw ex;
		}
	}

	private boolean isToBeSubmitted(EventPublication publication, Set<String> unreachable) {
		if (!(eventOf(publication) instanceof PostWriteEvent<?> event)
				|| !(publication instanceof TargetEventPublication target)) {
			return false;
		}
		OwedCall call = callOf(target, event);
		if (unreachable.contains(call.listenerId())) {
			return false;
		}
		if (!this.listeners.isPresent(call.listenerId(), event)) {
			reportMissing(call.listenerId());
			return false;
		}
		if (this.calls.mayBeSubmitted(call, publication.getCompletionAttempts(),
				this.staleness.getStaleness(Status.RESUBMITTED))) {
			return true;
		}
		if (this.calls.isGivenUpNow(call)) {
			GivenUp.report(event, call, null);
		}
		return false;
	}

	private static OwedCall callOf(TargetEventPublication publication, PostWriteEvent<?> event) {
		return OwedCall.of(event, publication.getTargetIdentifier().getValue());
	}

	private void reportMissing(String listenerId) {
		if (this.missing.add(listenerId)) {
			logger.error("There is no listener " + listenerId + ". The events that are owed to it stay in Spring "
					+ "Modulith's registry, and are delivered by an application that has it. If it was renamed, rename "
					+ "it in the column 'listener_id' as well, or give it its former name as the 'id' of "
					+ "@TransactionalEventListener.");
		}
	}

	/**
	 * Return the event. The application's serializer may fail to read its own, which is
	 * not for us to judge.
	 */
	private static @Nullable Object eventOf(EventPublication publication) {
		try {
			return publication.getEvent();
		}
		catch (RuntimeException ex) {
			return null;
		}
	}

}
