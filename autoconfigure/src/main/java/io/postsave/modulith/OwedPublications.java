package io.postsave.modulith;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import io.postsave.PostWriteEvent;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.modulith.events.EventPublication;
import org.springframework.modulith.events.EventPublication.Status;
import org.springframework.modulith.events.FailedEventPublications;
import org.springframework.modulith.events.ResubmissionOptions;
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

	private final FailedEventPublications failed;

	private final EventPublicationRepository repository;

	private final Staleness staleness;

	private final Clock clock;

	private final DurableCalls calls;

	private final Set<UUID> unreadable = ConcurrentHashMap.newKeySet();

	/**
	 * Creates the view on the registry.
	 * @param failed resubmits what has failed
	 * @param repository has what is underway
	 * @param staleness for how long it may be
	 * @param clock the registry's
	 * @param calls the calls that this process knows of
	 */
	OwedPublications(FailedEventPublications failed, EventPublicationRepository repository, Staleness staleness,
			Clock clock, DurableCalls calls) {
		this.failed = failed;
		this.repository = repository;
		this.staleness = staleness;
		this.clock = clock;
		this.calls = calls;
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
					.forEach((publication) -> this.repository.markFailed(publication.getIdentifier()));
			}
		}
	}

	private static Instant lastMoved(EventPublication publication) {
		Instant resubmitted = publication.getLastResubmissionDate();
		return (resubmitted != null) ? resubmitted : publication.getPublicationDate();
	}

	private boolean isStale(TargetEventPublication publication, Duration patience) {
		PostWriteEvent<?> event = eventOf(publication);
		return event != null && !this.calls.isOngoing(callOf(publication, event), patience);
	}

	/**
	 * Resubmits events that have failed.
	 * @param most the number of events after which no more are
	 * @param tried the publications that are not to be tried again, to which those that
	 * are resubmitted are added
	 * @return the calls that were made or are going to be
	 */
	Set<OwedCall> resubmit(int most, Set<UUID> tried) {
		Set<OwedCall> submitted = new HashSet<>();
		Instant end = Instant.now().plus(LONGEST_BATCH);
		this.failed
			.resubmit(ResubmissionOptions.defaults().withBatchSize(Integer.MAX_VALUE).withFilter((publication) -> {
				if (submitted.size() >= most || Instant.now().isAfter(end)
						|| tried.contains(publication.getIdentifier())) {
					return false;
				}
				OwedCall call = toBeSubmitted(publication);
				if (call != null) {
					submitted.add(call);
					tried.add(publication.getIdentifier());
				}
				return call != null;
			}));
		return submitted;
	}

	private @Nullable OwedCall toBeSubmitted(EventPublication publication) {
		PostWriteEvent<?> event = eventOf(publication);
		if (event == null || !(publication instanceof TargetEventPublication target)) {
			return null;
		}
		OwedCall call = callOf(target, event);
		if (this.calls.mayBeSubmitted(call, publication.getCompletionAttempts(),
				this.staleness.getStaleness(Status.RESUBMITTED))) {
			return call;
		}
		if (this.calls.isGivenUpNow(call)) {
			GivenUp.report(event, call, null);
		}
		return null;
	}

	private static OwedCall callOf(TargetEventPublication publication, PostWriteEvent<?> event) {
		return OwedCall.of(event, publication.getTargetIdentifier().getValue());
	}

	/**
	 * Return the event if it is one of ours, and readable. The application's serializer
	 * may fail to read its own, which is not for us to judge.
	 */
	private @Nullable PostWriteEvent<?> eventOf(EventPublication publication) {
		try {
			Object event = publication.getEvent();
			if (event instanceof UnreadableEvent unread && this.unreadable.add(publication.getIdentifier())) {
				logger
					.error(unread.exception().getMessage() + ". It stays in Spring Modulith's registry as publication "
							+ publication.getIdentifier() + ", and is delivered when it can be read");
			}
			return (event instanceof PostWriteEvent<?> write) ? write : null;
		}
		catch (RuntimeException ex) {
			return null;
		}
	}

}
