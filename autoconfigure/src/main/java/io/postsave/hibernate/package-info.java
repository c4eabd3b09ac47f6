/**
 * What Hibernate adds to JPA's callbacks: the row behind an entity, where flushes begin
 * and end, and the session.
 * <ul>
 * <li>Joining: {@code HibernateBridge} puts listeners around Hibernate's own, when
 * {@code PostSaveIntegrator} or somebody who has a factory asks it to;
 * {@code EntityListenerInstaller} makes the entity listener a default one.
 * {@code UnitObserver} tells of a unit that has been built, and {@code MappedAttributes}
 * of its entities; {@code JoinedUnits} knows which there are, and describes each by a
 * {@code UnitDescription}.</li>
 * <li>Rows: {@code RowListeners}, {@code CollectionListeners} and
 * {@code RemovalListeners} hear of them, {@code HibernateRow} is one. What a row has
 * changed is found out by {@code RowChanges}, which of its attributes can be a change by
 * {@code EntityType} and {@code AttributeRoles}, and what its collections hold by
 * {@code OwnedCollections}, {@code WrittenCollection} and {@code CollectionContent}.
 * {@code EntityRemoval} and {@code ReferenceRemoval} know whether one has been
 * executed.</li>
 * <li>Flushes: {@code FlushListeners} hear where they begin and end, {@code OuterFlush}
 * of one in another. {@code SkippedFlush} decides that the flush behind listeners is
 * skipped as nothing has changed, {@code OmittedFlush} that the one of a commit is left
 * out.</li>
 * <li>Sessions: {@code HibernateSession} is what delivery knows of one; it asks
 * {@code SessionState}, {@code SessionConnection}, {@code RowKeys} and
 * {@code PossibleWrites}, and {@code TransactionEndObserver} for the end of its
 * transaction. {@code HibernateSessions} finds the one that Spring has bound.</li>
 * <li>What listeners have changed: {@code SessionLook} keeps as {@code SessionFindings}
 * what a flush would have found before they were called. {@code EntityLook} finds it of
 * one entity: {@code AttributeFindings} of its attributes, compared by their
 * {@code WrittenValue}, and {@code FlushReach} of what is behind them.
 * {@code OverlookingFlush} has the flushes that follow overlook it, {@code RewrittenRow}
 * tells of the rows that are written for it all the same. {@code SteadyTypes} need none
 * of this.</li>
 * </ul>
 */
@NullMarked
package io.postsave.hibernate;

import org.jspecify.annotations.NullMarked;
