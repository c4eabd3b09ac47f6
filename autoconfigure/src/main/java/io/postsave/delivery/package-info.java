/**
 * From a written row to a told listener: what is recorded, kept and delivered when. Its
 * layers know those below them alone:
 * <ol>
 * <li>entries: {@code SaveRecorder} from Hibernate ({@code ClearedSessions},
 * {@code ExcludedTypes}), {@code CommitHook} and {@code RowsLeftBehind} from Spring,
 * {@code MutingEvents} from the application ({@code Mutes})</li>
 * <li>telling: {@code SaveDelivery} chooses when; {@code DeliveryBeforeCommit} and
 * {@code InTransactionDelivery}; {@code AfterCommitDelivery} with its
 * {@code CommittedLine}; {@code SessionRegistration}; {@code TellingMeter} counts</li>
 * <li>Spring's transactions: {@code SpringTransactions}, {@code FinishedTransactions},
 * {@code LateSynchronizations}, {@code OpenCommits}, {@code CommitFailures}; they know
 * the port alone, and stand beside telling</li>
 * <li>keeping: {@code OpenSessions}, {@code RowsInCallbacks}, {@code PendingSaves} with
 * its {@code FlushedRows}, {@code WaitingRows} ({@code Round}, {@code ListedEvents}),
 * {@code MergedRows}, {@code Removals} and {@code ExecutedRemovals}</li>
 * <li>the port: {@code WriteSession}, {@code WrittenRow} with its {@code WriteKind},
 * {@code Removal}, {@code MappedEntity}, {@code DeliveryMeter}, and
 * {@code FlushDecisions}</li>
 * </ol>
 * Each decision has one place:
 * <ul>
 * <li>who listens: {@code PostSaveListeners.audienceOf}; asked, with what is muted and
 * excluded, by {@code SaveRecorder.rowWritten}</li>
 * <li>a row is kept, and for which delivery: {@code PendingSaves.add}</li>
 * <li>when an identity insert is told: {@code SaveDelivery.rowDone}</li>
 * <li>a flush is made or left out: {@code FlushDecisions}; that nothing has changed since
 * the listeners were called: {@code SkippedFlush} of the {@code hibernate} package</li>
 * <li>which kinds of writes depend on each other: {@code WriteKind}</li>
 * <li>a removal was executed: {@code Removals.flushEnded}; who is told of the deletion:
 * {@code ExecutedRemovals}</li>
 * <li>what becomes of a row that a transaction writes several times:
 * {@code MergedRows}</li>
 * <li>what a failure becomes: {@code CommitFailures} before the commit,
 * {@code AfterCommitFailures} after it</li>
 * <li>connections are given back: {@code FinishedTransaction.releaseConnections}</li>
 * </ul>
 */
@NullMarked
package io.postsave.delivery;

import org.jspecify.annotations.NullMarked;
