/**
 * From a written row to a told listener: what is recorded, kept and delivered when. Its
 * layers know those below them alone:
 * <ol>
 * <li>entries: {@code SaveRecorder} from Hibernate, {@code CommitHook} from Spring,
 * {@code MutingEvents} from the application</li>
 * <li>telling: {@code SessionSaves}, {@code InTransactionDelivery},
 * {@code AfterCommitDelivery}</li>
 * <li>Spring's transactions: {@code SpringTransactions}, {@code FinishedTransaction},
 * {@code LateSynchronizations}, {@code OpenCommits}, {@code CommitFailures}</li>
 * <li>keeping: {@code OpenSaves}, {@code PendingSaves}, {@code MergedSaves},
 * {@code Removals}</li>
 * <li>the port: {@code WriteSession}, {@code WrittenRow}</li>
 * </ol>
 */
@NullMarked
package io.postsave.delivery;

import org.jspecify.annotations.NullMarked;
